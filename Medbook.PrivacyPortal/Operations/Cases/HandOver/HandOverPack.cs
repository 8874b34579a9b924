using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Medbook.PrivacyPortal.Infrastructure.Archives;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Cases.HandOver;

/// <summary>A pack that is written straight into a stream. Each file is hashed; the hashes stand in a manifest that the portal's key signs.</summary>
public sealed class HandOverPack : IDisposable
{
    private const string Format = "medbook-hand-over/1";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    private readonly IReadOnlyList<CaseRecord> cases;
    private readonly FileVault vault;
    private readonly Signer signer;
    private readonly DateTimeOffset at;

    internal HandOverPack(IReadOnlyList<CaseRecord> cases, FileVault vault, Signer signer, DateTimeOffset at) =>
        (this.cases, this.vault, this.signer, this.at) = (cases, vault, signer, at);

    /// <summary>The name it gets on the officer's disk; it names nobody.</summary>
    public string FileName => $"medbook-case-{cases[0].Request.Number}.zip";

    /// <summary>Writes it.</summary>
    public async Task WriteAsync(Stream target, CancellationToken ct)
    {
        await using var zip = await HashedZip.CreateAsync(target, CompressionLevel.Fastest, at, ct);
        List<PackedFile> files = [];
        foreach (var record in cases) await AddAsync(zip, record, files, ct);
        var index = new HandOverIndex(cases, files, at).Write();
        files.Add(new PackedFile("index.html", await zip.AddAsync("index.html", stream => stream.WriteAsync(index, ct).AsTask(), ct)));

        var manifest = JsonSerializer.SerializeToUtf8Bytes(new PackManifest(Format, cases[0].Request.Number!, at, files), Json);
        await zip.AddAsync("manifest.json", manifest, ct);
        await zip.AddAsync("manifest.sig", Encoding.ASCII.GetBytes(signer.Sign(manifest)), ct);
    }

    /// <summary>Forgets the key.</summary>
    public void Dispose() => signer.Dispose();

    private async Task AddAsync(HashedZip zip, CaseRecord record, List<PackedFile> files, CancellationToken ct)
    {
        var folder = $"case-{record.Request.Number}";
        await JsonAsync("request", PackedCase.Of(record.Request));
        await JsonAsync("timeline", record.Request.Events.Select(e => new { e.Kind, e.By, e.At }));
        await JsonAsync("messages", record.Messages.Select(m => new { m.Id, m.Kind, m.By, m.At, m.Text }));
        await JsonAsync("identity", record.Identity.Select(q => new { q.About, q.AskedAt, q.AskedBy, q.Doubt, q.Pauses, q.State, q.Proof, q.AnsweredAt, q.EndedAt, q.JudgedBy, q.Fault }));
        await JsonAsync("audit", record.Audit.Select(e => new { e.Id, e.At, e.Action, e.ActorRole, e.ActorId, e.Reference, e.Detail }));
        if (record.Request.Letter is { } letter) await AddAsync("letter.txt", stream => stream.WriteAsync(Encoding.UTF8.GetBytes(letter.Text), ct).AsTask());
        foreach (var (number, file) in record.Files.Index().Where(entry => entry.Item.File is not null))
        {
            await AddAsync($"files/{number + 1:00}-{file.Attachment.FileName}", stream => CopyAsync(file.File!, stream, ct));
        }

        Task JsonAsync<T>(string name, T content) => AddAsync($"{name}.json", stream => JsonSerializer.SerializeAsync(stream, content, Json, ct));
        async Task AddAsync(string name, Func<Stream, Task> write) => files.Add(new($"{folder}/{name}", await zip.AddAsync($"{folder}/{name}", write, ct)));
    }

    private async Task CopyAsync(VaultFile file, Stream to, CancellationToken ct)
    {
        await using var from = await vault.OpenReadAsync(file, ct);
        await from.CopyToAsync(to, ct);
    }
}

/// <summary>One file of a pack.</summary>
/// <param name="Path">Its name inside.</param>
/// <param name="Sha256">Of its bytes, in lower-case hexadecimal.</param>
internal sealed record PackedFile(string Path, string Sha256);

/// <summary>What a pack holds; signed.</summary>
internal sealed record PackManifest(string Format, string Case, DateTimeOffset MadeAt, IReadOnlyList<PackedFile> Files);
