using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsvHelper;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Operations.Copies.Archive;
using NJsonSchema;

namespace Medbook.PrivacyPortal.Operations.Copies;

/// <summary>The file is no ZIP, or has no manifest: it was cut short, or it is something else.</summary>
public sealed record NotACopy() : Problem("copy.not-a-copy");

/// <summary>One thing in a copy that is not as its manifest says.</summary>
/// <param name="Path">The file inside the archive.</param>
/// <param name="What">One English sentence for the command line.</param>
public sealed record CopyDifference(string Path, string What);

/// <summary>What came of checking a copy.</summary>
/// <param name="Differences">What is not as the manifest says; empty where all is as it was made.</param>
/// <param name="Origin">What its signature is; null where no keys were given to check it with.</param>
/// <param name="Signer">The key that the signature names; null where it names none, or where it was not looked at.</param>
public sealed record CopyCheck(IReadOnlyList<CopyDifference> Differences, SignatureState? Origin, JsonWebKey? Signer)
{
    /// <summary>Whether nothing was changed, and the portal of the keys made it.</summary>
    public bool IsGenuine => Differences.Count == 0 && Origin == SignatureState.Good;
}

/// <summary>Checks a copy against its own manifest, schemas and signature, without the portal's database.</summary>
public sealed class VerifyCopy(Guard guard)
{
    // Of a copy with a thousand kinds of record the manifest has less than a megabyte.
    private const long MostManifest = 64 * 1024 * 1024;
    private const long MostSignature = 16 * 1024;

    /// <summary>Reads the whole archive once, in flat memory.</summary>
    /// <param name="who">Who asks.</param>
    /// <param name="copy">The ZIP; it has to seek.</param>
    /// <param name="keys">The public keys of the portal; null checks only that nothing was changed.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<Result<CopyCheck>> RunAsync(Actor who, Stream copy, JsonWebKeySet? keys, CancellationToken ct)
    {
        if (guard.Check(who, Permission.VerifyCopy) is { } denied) return denied;
        try
        {
            await using var zip = await ZipArchive.CreateAsync(copy, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, ct);
            if (await BytesAsync(zip, CopyManifest.FileName, MostManifest, ct) is not { } bytes || Manifest(bytes) is not { } manifest) return new NotACopy();
            var differences = await CompareAsync(zip, manifest, ct);
            var signature = await BytesAsync(zip, CopyManifest.SignatureName, MostSignature, ct);
            if (signature is null) differences.Insert(0, new CopyDifference(CopyManifest.SignatureName, "is missing: nobody signed this copy"));
            if (keys is null || signature is null) return new CopyCheck(differences, null, null);

            var (state, kid) = DetachedJws.Check(Encoding.ASCII.GetString(signature), bytes, keys);
            if (Sentence(state, kid) is { } wrong) differences.Insert(0, new CopyDifference(CopyManifest.SignatureName, wrong));
            return new CopyCheck(differences, state, keys.Find(kid));
        }
        catch (InvalidDataException)
        {
            return new NotACopy();
        }
    }

    private static string? Sentence(SignatureState state, string? kid) => state switch
    {
        SignatureState.Good => null,
        SignatureState.Wrong => "does not fit manifest.json: one of them was changed",
        SignatureState.UnknownKey => $"was made with key {kid}, which is not among the keys given",
        SignatureState.Malformed => "is no signature of a portal",
    };

    private static async Task<byte[]?> BytesAsync(ZipArchive zip, string name, long most, CancellationToken ct)
    {
        if (zip.GetEntry(name) is not { } entry || entry.Length > most) return null;
        await using var stream = await entry.OpenAsync(ct);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, ct);
        return bytes.ToArray();
    }

    private static CopyManifest? Manifest(byte[] bytes)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize<CopyManifest>(bytes, CopyManifest.Json);
            return manifest?.Format == CopyManifest.CurrentFormat ? manifest : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<List<CopyDifference>> CompareAsync(ZipArchive zip, CopyManifest manifest, CancellationToken ct)
    {
        var differences = new List<CopyDifference>();
        var listed = manifest.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        differences.AddRange(zip.Entries.GroupBy(entry => entry.FullName)
            .Where(group => group.Count() > 1).Select(group => new CopyDifference(group.Key, "stands in the archive more than once")));
        differences.AddRange(zip.Entries.Select(entry => entry.FullName).Distinct()
            .Where(name => name is not (CopyManifest.FileName or CopyManifest.SignatureName) && !listed.Contains(name))
            .Select(name => new CopyDifference(name, "is not in the manifest: it was added later")));

        var datasets = manifest.Sources.SelectMany(source => source.Datasets).ToList();
        var json = datasets.Where(dataset => dataset.Json is not null).ToLookup(dataset => dataset.Json!);
        var csv = datasets.Select(dataset => dataset.Csv).ToHashSet();
        differences.AddRange(datasets.SelectMany(dataset => new[] { dataset.Json, dataset.Csv, dataset.Schema })
            .Where(path => path is not null && !listed.Contains(path))
            .Select(path => new CopyDifference(path!, "belongs to a dataset but is not in the manifest's list of files")));

        foreach (var file in manifest.Files)
        {
            if (zip.GetEntry(file.Path) is not { } entry)
            {
                differences.Add(new CopyDifference(file.Path, "is missing"));
                continue;
            }
            differences.AddRange(await CheckFileAsync(zip, entry, file, json[file.Path].FirstOrDefault(), csv.Contains(file.Path), ct));
        }
        return differences;
    }

    private static async Task<List<CopyDifference>> CheckFileAsync(
        ZipArchive zip, ZipArchiveEntry entry, CopiedFile file, CopiedDataset? json, bool isCsv, CancellationToken ct)
    {
        var found = new List<CopyDifference>();
        try
        {
            using var sha = SHA256.Create();
            await using (var hashing = new CryptoStream(await entry.OpenAsync(ct), sha, CryptoStreamMode.Read))
            {
                try
                {
                    if (json is not null) found.AddRange(await CheckJsonAsync(zip, file, hashing, json.Schema, ct));
                    if (isCsv) found.AddRange(await CheckCsvAsync(file, hashing, ct));
                }
                catch (Exception fault) when (fault is JsonException or CsvFormatException)
                {
                    found.Add(new CopyDifference(file.Path, "cannot be read to its end"));
                }
                await hashing.CopyToAsync(Stream.Null, ct);
            }
            if (Convert.ToHexStringLower(sha.Hash!) != file.Sha256)
            {
                found.Insert(0, new CopyDifference(file.Path, "has other bytes than the manifest says"));
            }
        }
        catch (InvalidDataException)
        {
            found.Insert(0, new CopyDifference(file.Path, "is damaged inside the archive"));
        }
        return found;
    }

    private static async Task<List<CopyDifference>> CheckJsonAsync(
        ZipArchive zip, CopiedFile file, Stream stream, string? schema, CancellationToken ct)
    {
        var found = new List<CopyDifference>();
        var row = await RowSchemaAsync(zip, schema, ct);
        if (row is null) found.Add(new CopyDifference(file.Path, "has no readable schema"));

        long rows = 0, unfit = 0;
        await foreach (var element in JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(stream, cancellationToken: ct))
        {
            rows++;
            if (row is not null && row.Validate(element.GetRawText()).Count > 0) unfit++;
        }
        if (rows != file.Rows) found.Add(Count(file, rows));
        if (unfit > 0) found.Add(new CopyDifference(file.Path, $"has {unfit} rows that do not fit {schema}"));
        return found;
    }

    private static async Task<List<CopyDifference>> CheckCsvAsync(CopiedFile file, Stream stream, CancellationToken ct)
    {
        await using var csv = CsvReader.Create(stream, new CsvReaderOptions(), leaveOpen: true);
        long rows = 0;
        while (await csv.ReadAsync(ct)) rows++;
        return rows == file.Rows ? [] : [Count(file, rows)];
    }

    private static async Task<JsonSchema?> RowSchemaAsync(ZipArchive zip, string? path, CancellationToken ct)
    {
        if (path is null || zip.GetEntry(path) is not { } entry) return null;
        try
        {
            await using var stream = await entry.OpenAsync(ct);
            return (await JsonSchema.FromJsonAsync(stream, ct)).Item;
        }
        catch (Exception fault) when (fault is InvalidDataException or Newtonsoft.Json.JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static CopyDifference Count(CopiedFile file, long found) =>
        new(file.Path, $"has {found} rows where the manifest says {file.Rows}");
}
