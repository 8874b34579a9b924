using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Medbook.PrivacyPortal.Infrastructure.Vault;

/// <summary>
/// Reads a file of the vault from any place. Every byte it gives was authenticated before, and so was the length, when it
/// was opened; memory stays at one segment.
/// </summary>
/// <remarks>Not for two threads at once.</remarks>
public sealed class VaultReader : Stream
{
    private const int NoSegment = -1;

    private readonly SafeFileHandle handle;
    private readonly AesGcm aes;
    private readonly byte[] header = new byte[VaultFormat.HeaderBytes];
    private readonly byte[] context;
    private readonly byte[] nonce = VaultFormat.NewNonce();
    private readonly byte[] clear = new byte[VaultFormat.SegmentBytes];
    private readonly byte[] stored = new byte[VaultFormat.StoredSegmentBytes];
    private readonly long lastSegment, length;
    private long held = NoSegment, position;

    internal VaultReader(string path, VaultFile file, ReadOnlySpan<byte> key)
        : this(path, file.Owner, file.Id, key, file.State == VaultFileState.Ready ? file.Length : null) { }

    internal VaultReader(string path, Guid owner, Guid id, ReadOnlySpan<byte> key, long? expected)
    {
        handle = DiskFault.Say(() => File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        aes = new AesGcm(key, VaultFormat.TagBytes);
        try
        {
            ReadExactly(header, 0);
            if (!VaultFormat.IsKnown(header)) throw new VaultDamagedException("A file of the vault does not begin like one.");
            context = VaultFormat.ContextOf(header, owner, id);

            var body = DiskFault.Say(() => RandomAccess.GetLength(handle)) - VaultFormat.HeaderBytes;
            lastSegment = Math.Max(0, (body - 1) / VaultFormat.StoredSegmentBytes);
            length = body - ((lastSegment + 1) * VaultFormat.TagBytes);
            var tail = length - (lastSegment * VaultFormat.SegmentBytes);
            // Only an empty file ends with an empty segment.
            if (tail < 0 || (tail == 0 && lastSegment > 0)) throw new VaultDamagedException("A file of the vault is cut.");
            Hold(lastSegment);
            if (expected is not null && expected != length) throw new VaultDamagedException("A file of the vault has another length.");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public override bool CanRead => !handle.IsClosed;

    /// <inheritdoc />
    public override bool CanSeek => !handle.IsClosed;

    /// <inheritdoc />
    public override bool CanWrite => false;

    /// <summary>Length in clear, in bytes.</summary>
    public override long Length => length;

    /// <inheritdoc />
    public override long Position
    {
        get => position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            position = value;
        }
    }

    /// <inheritdoc />
    /// <exception cref="VaultDamagedException">A segment is not what was written; nothing of it is given.</exception>
    /// <exception cref="VaultUnavailableException">The disk fails.</exception>
    public override int Read(Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(handle.IsClosed, this);
        if (buffer.Length == 0 || position >= length) return 0;
        var segment = position / VaultFormat.SegmentBytes;
        if (segment != held) Hold(segment);
        var from = (int)(position % VaultFormat.SegmentBytes);
        var count = Math.Min(buffer.Length, ClearBytesOf(segment) - from);
        clear.AsSpan(from, count).CopyTo(buffer);
        position += count;
        return count;
    }

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc />
    /// <remarks>On Linux an asynchronous read of a file is a thread that waits all the same.</remarks>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }

    /// <inheritdoc />
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin)
    {
        Position = offset + origin switch
        {
            SeekOrigin.Begin => 0,
            SeekOrigin.Current => position,
            SeekOrigin.End => length,
            _ => throw new ArgumentOutOfRangeException(nameof(origin)),
        };
        return position;
    }

    /// <inheritdoc />
    public override void Flush() { }

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            aes.Dispose();
            handle.Dispose();
            CryptographicOperations.ZeroMemory(clear);
            held = NoSegment;
        }
        base.Dispose(disposing);
    }

    private int ClearBytesOf(long segment) =>
        segment < lastSegment ? VaultFormat.SegmentBytes : (int)(length - (lastSegment * VaultFormat.SegmentBytes));

    private void Hold(long segment)
    {
        held = NoSegment;
        var count = ClearBytesOf(segment);
        var bytes = stored.AsSpan(0, count + VaultFormat.TagBytes);
        ReadExactly(bytes, VaultFormat.HeaderBytes + (segment * VaultFormat.StoredSegmentBytes));
        VaultFormat.Nonce(header, segment, segment == lastSegment, nonce);
        try
        {
            aes.Decrypt(nonce, bytes[..count], bytes[count..], clear.AsSpan(0, count), context);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new VaultDamagedException("A segment of a file of the vault is damaged.");
        }
        held = segment;
    }

    private void ReadExactly(Span<byte> buffer, long offset)
    {
        while (buffer.Length > 0)
        {
            var count = Read(buffer, offset);
            if (count == 0) throw new VaultDamagedException("A file of the vault is cut.");
            buffer = buffer[count..];
            offset += count;
        }
    }

    private int Read(Span<byte> buffer, long offset)
    {
        try
        {
            return RandomAccess.Read(handle, buffer, offset);
        }
        catch (Exception fault) when (DiskFault.Of(fault) is { } said)
        {
            throw said;
        }
    }
}
