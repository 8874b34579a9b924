using System.Text;
using System.Text.Json;
using Medbook.PrivacyPortal.Infrastructure.Archives;
using Medbook.PrivacyPortal.Infrastructure.Keys;

namespace Medbook.PrivacyPortal.Operations.Copies.Archive;

/// <summary>The ZIP of a copy. The manifest comes last, because only then all hashes are known.</summary>
internal sealed class CopyArchive : IAsyncDisposable
{
    private readonly HashedZip zip;
    private readonly List<CopiedFile> files = [];

    private CopyArchive(HashedZip zip) => this.zip = zip;

    /// <summary>The files so far.</summary>
    public IReadOnlyList<CopiedFile> Files => files;

    public static async Task<CopyArchive> CreateAsync(Stream target, CopyOrder order, CancellationToken ct) =>
        new(await HashedZip.CreateAsync(target, order.Compression, order.At, ct));

    /// <summary>Adds one file; <paramref name="write"/> gets a stream that hashes what it writes, and answers how many rows it wrote.</summary>
    public async Task AddAsync(string path, Func<Stream, Task<long?>> write, CancellationToken ct)
    {
        long? rows = null;
        var hash = await zip.AddAsync(path, async stream => rows = await write(stream), ct);
        files.Add(new CopiedFile(path, hash, rows));
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
        await zip.AddAsync(CopyManifest.FileName, bytes, ct);
        await zip.AddAsync(CopyManifest.SignatureName, Encoding.ASCII.GetBytes(signer.Sign(bytes)), ct);
    }

    public ValueTask DisposeAsync() => zip.DisposeAsync();
}
