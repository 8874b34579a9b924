using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Medbook.PrivacyPortal.Infrastructure.Keys;

namespace Medbook.PrivacyPortal.Operations.Copies.Archive;

/// <summary>
/// The ZIP of a copy, written straight into a stream that need not seek: nothing of it stands in memory or on disk.
/// Every file is hashed while it passes; the manifest comes last, because only then all hashes are known.
/// </summary>
internal sealed class CopyArchive : IAsyncDisposable
{
    private readonly ZipArchive zip;
    private readonly CopyOrder order;
    private readonly List<CopiedFile> files = [];

    private CopyArchive(ZipArchive zip, CopyOrder order) => (this.zip, this.order) = (zip, order);

    /// <summary>The files so far.</summary>
    public IReadOnlyList<CopiedFile> Files => files;

    public static async Task<CopyArchive> CreateAsync(Stream target, CopyOrder order, CancellationToken ct) =>
        new(await ZipArchive.CreateAsync(target, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, ct), order);

    /// <summary>Adds one file; <paramref name="write"/> gets a stream that hashes what it writes, and answers how many rows it wrote.</summary>
    public async Task AddAsync(string path, Func<Stream, Task<long?>> write, CancellationToken ct)
    {
        long? rows;
        await using var entry = await OpenAsync(path, ct);
        using var sha = SHA256.Create();
        await using (var hashing = new CryptoStream(entry, sha, CryptoStreamMode.Write, leaveOpen: true))
        await using (var buffered = new BufferedStream(hashing, 64 * 1024))
        {
            rows = await write(buffered);
        }
        files.Add(new CopiedFile(path, Convert.ToHexStringLower(sha.Hash!), rows));
    }

    /// <summary>Adds one file without rows.</summary>
    public Task AddAsync(string path, Func<Stream, Task> write, CancellationToken ct) => AddAsync(path, async stream =>
    {
        await write(stream);
        return (long?)null;
    }, ct);

    /// <summary>Writes the manifest and its signature. An archive without them was cut short, and verification says so.</summary>
    public async Task FinishAsync(CopyManifest manifest, Signer signer, CancellationToken ct)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(manifest, CopyManifest.Json);
        await using (var entry = await OpenAsync(CopyManifest.FileName, ct)) await entry.WriteAsync(bytes, ct);
        await using var signature = await OpenAsync(CopyManifest.SignatureName, ct);
        await signature.WriteAsync(Encoding.ASCII.GetBytes(signer.Sign(bytes)), ct);
    }

    public ValueTask DisposeAsync() => zip.DisposeAsync();

    private Task<Stream> OpenAsync(string path, CancellationToken ct)
    {
        var entry = zip.CreateEntry(path, order.Compression);
        entry.LastWriteTime = order.At;
        return entry.OpenAsync(ct);
    }
}
