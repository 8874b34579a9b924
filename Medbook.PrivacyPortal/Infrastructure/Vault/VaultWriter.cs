using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Medbook.PrivacyPortal.Infrastructure.Vault;

/// <summary>
/// Writes a file of the vault, forward only and straight to its place. Until <see cref="CompleteAsync"/> has written the
/// last segment nobody can read it; a writer that is disposed before removes what it wrote.
/// </summary>
/// <remarks>Not for two threads at once.</remarks>
public sealed class VaultWriter : Stream
{
    private readonly SafeFileHandle handle;
    private readonly string path;
    private readonly AesGcm aes;
    private readonly byte[] header = VaultFormat.NewHeader();
    private readonly byte[] context;
    private readonly byte[] nonce = VaultFormat.NewNonce();
    private readonly byte[] clear = new byte[VaultFormat.SegmentBytes];
    private readonly byte[] stored = new byte[VaultFormat.StoredSegmentBytes];
    private int filled;
    private long segment;
    private bool isComplete, isDisposed;
    private VaultException? failed;

    internal VaultWriter(string path, VaultFile file, ReadOnlySpan<byte> key) : this(path, file.Owner, file.Id, key) { }

    internal VaultWriter(string path, Guid owner, Guid id, ReadOnlySpan<byte> key)
    {
        this.path = path;
        context = VaultFormat.ContextOf(header, owner, id);
        handle = DiskFault.Say(() => Create(path));
        aes = new AesGcm(key, VaultFormat.TagBytes);
    }

    /// <inheritdoc />
    public override bool CanRead => false;

    /// <inheritdoc />
    public override bool CanSeek => false;

    /// <inheritdoc />
    public override bool CanWrite => !isComplete && !isDisposed;

    /// <inheritdoc />
    public override long Length => throw new NotSupportedException();

    /// <summary>How many bytes of clear text were written so far.</summary>
    public override long Position
    {
        get => (segment * VaultFormat.SegmentBytes) + filled;
        set => throw new NotSupportedException();
    }

    /// <summary>Writes the last segment and waits until everything is on the disk.</summary>
    /// <returns>Length in clear, in bytes.</returns>
    /// <exception cref="VaultFullException">There is no room for it.</exception>
    /// <exception cref="VaultUnavailableException">The disk fails.</exception>
    public Task<long> CompleteAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        ThrowIfClosed();
        var length = Position;
        WriteSegment(isLast: true);
        Touch(() => RandomAccess.FlushToDisk(handle));
        isComplete = true;
        return Task.FromResult(length);
    }

    /// <inheritdoc />
    /// <exception cref="VaultFullException">There is no room for it.</exception>
    /// <exception cref="VaultUnavailableException">The disk fails.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ThrowIfClosed();
        while (buffer.Length > 0)
        {
            // A full segment waits until more comes: it may be the last one.
            if (filled == VaultFormat.SegmentBytes)
            {
                WriteSegment(isLast: false);
                segment++;
                filled = 0;
            }
            var taken = Math.Min(buffer.Length, VaultFormat.SegmentBytes - filled);
            buffer[..taken].CopyTo(clear.AsSpan(filled));
            filled += taken;
            buffer = buffer[taken..];
        }
    }

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc />
    /// <remarks>Most writes only fill the buffer, and on Linux an asynchronous write to a file is a thread that waits all the same.</remarks>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Does nothing: a segment that is not full may not be written, and the disk is asked once, at the end.</summary>
    public override void Flush() { }

    /// <inheritdoc />
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing && !isDisposed)
        {
            isDisposed = true;
            aes.Dispose();
            handle.Dispose();
            CryptographicOperations.ZeroMemory(clear);
            if (!isComplete) Abandon();
        }
        base.Dispose(disposing);
    }

    private static SafeFileHandle Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete);
        }
        Directory.CreateDirectory(Path.GetDirectoryName(path)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        // CreateNew: the same key must never write a second time.
        var handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete);
        File.SetUnixFileMode(handle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return handle;
    }

    private void WriteSegment(bool isLast)
    {
        if (segment == 0) Touch(() => RandomAccess.Write(handle, header, 0));
        VaultFormat.Nonce(header, segment, isLast, nonce);
        aes.Encrypt(nonce, clear.AsSpan(0, filled), stored.AsSpan(0, filled), stored.AsSpan(filled, VaultFormat.TagBytes), context);
        Touch(() => RandomAccess.Write(
            handle, stored.AsSpan(0, filled + VaultFormat.TagBytes), VaultFormat.HeaderBytes + (segment * VaultFormat.StoredSegmentBytes)));
    }

    private void Touch(Action disk)
    {
        try
        {
            DiskFault.Say(disk);
        }
        catch (VaultException fault)
        {
            failed = fault;
            throw;
        }
    }

    // Only tidiness: without the last segment these bytes are noise, and the job removes them once their row is destroyed.
    private void Abandon()
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
        }
    }

    private void ThrowIfClosed()
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (isComplete) throw new InvalidOperationException("The file is complete.");
        // What failed is not tried again: a segment would use its nonce twice, and a second sync may hide what the first one lost.
        // It is the same fault once more, because an archive over this stream writes its end while the first one passes by.
        if (failed is not null) throw failed;
    }
}
