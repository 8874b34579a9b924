using System.Buffers;

namespace Medbook.PrivacyPortal.Operations.Copies.Archive;

/// <summary>
/// Keeps what is written while it is little, and forgets it once it is much: the second file of a dataset need then be read from
/// the source again only where memory would grow.
/// </summary>
internal sealed class KeptBytes : Stream
{
    /// <summary>The most that is kept: the files of nearly everybody, and far below what a page of a browser takes.</summary>
    public const int Most = 16 * 1024 * 1024;

    private const int ChunkBytes = 256 * 1024;

    private readonly List<byte[]> chunks = [];
    private long length;

    /// <summary>Whether it was too much.</summary>
    public bool IsTooMuch { get; private set; }

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => length;
    public override long Position { get => length; set => throw new NotSupportedException(); }

    /// <summary>Writes what was kept.</summary>
    public async Task WriteToAsync(Stream target, CancellationToken ct)
    {
        for (var i = 0; i < chunks.Count; i++)
        {
            await target.WriteAsync(chunks[i].AsMemory(0, (int)Math.Min(ChunkBytes, length - ((long)i * ChunkBytes))), ct);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (IsTooMuch) return;
        if (length + buffer.Length > Most)
        {
            Forget();
            return;
        }
        while (buffer.Length > 0)
        {
            var at = (int)(length % ChunkBytes);
            if (at == 0) chunks.Add(ArrayPool<byte>.Shared.Rent(ChunkBytes));
            var part = buffer[..Math.Min(buffer.Length, ChunkBytes - at)];
            part.CopyTo(chunks[^1].AsSpan(at));
            length += part.Length;
            buffer = buffer[part.Length..];
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Flush() { }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) Forget();
        base.Dispose(disposing);
    }

    // Personal data does not lie about in memory that others rent.
    private void Forget()
    {
        foreach (var chunk in chunks) ArrayPool<byte>.Shared.Return(chunk, clearArray: true);
        chunks.Clear();
        (IsTooMuch, length) = (true, 0);
    }
}
