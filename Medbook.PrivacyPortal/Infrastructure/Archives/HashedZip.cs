using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Medbook.PrivacyPortal.Infrastructure.Archives;

/// <summary>A ZIP that is written straight into a stream that need not seek: nothing of it stands in memory or on disk. Every file is hashed while it passes.</summary>
public sealed class HashedZip : IAsyncDisposable
{
    private readonly ZipArchive zip;
    private readonly CompressionLevel compression;
    private readonly DateTimeOffset at;

    private HashedZip(ZipArchive zip, CompressionLevel compression, DateTimeOffset at) => (this.zip, this.compression, this.at) = (zip, compression, at);

    /// <summary>Begins an archive.</summary>
    /// <param name="target">Where it is written; it stays open.</param>
    /// <param name="compression">How much work goes into making files smaller.</param>
    /// <param name="at">The time every file is given (UTC).</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<HashedZip> CreateAsync(Stream target, CompressionLevel compression, DateTimeOffset at, CancellationToken ct) =>
        new(await ZipArchive.CreateAsync(target, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, ct), compression, at);

    /// <summary>Adds one file; <paramref name="write"/> gets a stream that hashes what it writes.</summary>
    /// <returns>SHA-256 of the file's bytes, in lower-case hexadecimal.</returns>
    public async Task<string> AddAsync(string path, Func<Stream, Task> write, CancellationToken ct)
    {
        await using var entry = await OpenAsync(path, ct);
        using var sha = SHA256.Create();
        await using (var hashing = new CryptoStream(entry, sha, CryptoStreamMode.Write, leaveOpen: true))
        await using (var buffered = new BufferedStream(hashing, 64 * 1024))
        {
            await write(buffered);
        }
        return Convert.ToHexStringLower(sha.Hash!);
    }

    /// <summary>Adds one small file whose hash nobody asks for: a manifest, a signature.</summary>
    public async Task AddAsync(string path, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        await using var entry = await OpenAsync(path, ct);
        await entry.WriteAsync(content, ct);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => zip.DisposeAsync();

    private Task<Stream> OpenAsync(string path, CancellationToken ct)
    {
        var entry = zip.CreateEntry(path, compression);
        entry.LastWriteTime = at;
        return entry.OpenAsync(ct);
    }
}
