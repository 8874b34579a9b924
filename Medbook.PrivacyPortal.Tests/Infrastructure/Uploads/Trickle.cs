namespace Medbook.PrivacyPortal.Tests.Infrastructure.Uploads;

/// <summary>Bytes that come forward only and in pieces, and may stop coming.</summary>
internal sealed class Trickle(byte[] bytes, Func<int> piece) : Stream
{
    private int at;
    private bool hasPaused;

    public int FailAt { get; init; } = int.MaxValue;

    public Exception? Fault { get; init; }

    public Action BeforeFault { get; init; } = () => { };

    /// <summary>Where somebody else does something first.</summary>
    public int PauseAt { get; init; } = int.MaxValue;

    public Func<Task> Pause { get; init; } = () => Task.CompletedTask;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (at >= PauseAt && !hasPaused)
        {
            hasPaused = true;
            await Pause();
        }
        if (at >= FailAt)
        {
            BeforeFault();
            throw Fault!;
        }
        var count = Math.Min(Math.Min(piece(), buffer.Length), bytes.Length - at);
        bytes.AsSpan(at, count).CopyTo(buffer.Span);
        at += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

/// <summary>A file that is made long, as it is read, by repeating a few bytes at one place.</summary>
internal sealed class Long(byte[] file, (int At, byte[] Filling) inside, long length) : Stream
{
    private long at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override int Read(Span<byte> buffer)
    {
        var filled = length / inside.Filling.Length * inside.Filling.Length;
        for (var i = 0; i < buffer.Length; i++, at++)
        {
            if (at == file.Length + filled) return i;
            buffer[i] = at < inside.At ? file[at] : at < inside.At + filled ? inside.Filling[(at - inside.At) % inside.Filling.Length] : file[at - filled];
        }
        return buffer.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
