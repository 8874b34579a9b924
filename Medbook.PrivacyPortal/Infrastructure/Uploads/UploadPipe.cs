namespace Medbook.PrivacyPortal.Infrastructure.Uploads;

/// <summary>
/// Both ends of an upload: bytes are looked at, and then go on or are dropped. A file that grows over its limit, or whose
/// sender goes away, ends there; which of the two it was stands here, so that who reads a format only knows an end.
/// </summary>
internal sealed class UploadPipe(Stream from, Stream into, long limit, CancellationToken ct)
{
    /// <summary>Most bytes that can be looked at in one piece.</summary>
    public const int PieceBytes = 16 * 1024;

    private readonly byte[] buffer = new byte[PieceBytes];
    private int start, end;
    private long read;
    private bool isAtEnd;

    /// <summary>Whether more bytes came than may be.</summary>
    public bool IsTooLarge { get; private set; }

    /// <summary>Whether reading failed.</summary>
    public bool IsInterrupted { get; private set; }

    /// <summary>Bytes that went on.</summary>
    public long Written { get; private set; }

    /// <summary>The next bytes, which stay where they are: at least as many as asked for, fewer only at the end.</summary>
    /// <returns>Valid until the next call.</returns>
    public async ValueTask<ReadOnlyMemory<byte>> PeekAsync(int least)
    {
        if (end - start < least && start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }
        while (end - start < least && !isAtEnd) await FillAsync();
        return buffer.AsMemory(start, end - start);
    }

    /// <summary>Lets bytes that were looked at go on.</summary>
    public async ValueTask CopySeenAsync(int count)
    {
        await WriteAsync(buffer.AsMemory(start, count));
        start += count;
    }

    /// <summary>Drops bytes that were looked at.</summary>
    public void DropSeen(int count) => start += count;

    /// <summary>Lets bytes go on.</summary>
    /// <returns>Whether all of them were there.</returns>
    public ValueTask<bool> CopyAsync(long count) => PassAsync(count, isKept: true);

    /// <summary>Drops bytes.</summary>
    /// <returns>Whether all of them were there.</returns>
    public ValueTask<bool> DropAsync(long count) => PassAsync(count, isKept: false);

    /// <summary>Drops everything up to the end.</summary>
    public async ValueTask DropRestAsync() => await DropAsync(long.MaxValue);

    /// <summary>Writes bytes that were not in the file.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        await into.WriteAsync(bytes, ct);
        Written += bytes.Length;
    }

    private async ValueTask<bool> PassAsync(long count, bool isKept)
    {
        while (count > 0)
        {
            var piece = (int)Math.Min(count, (await PeekAsync(1)).Length);
            if (piece == 0) return false;
            if (isKept) await CopySeenAsync(piece);
            else DropSeen(piece);
            count -= piece;
        }
        return true;
    }

    private async ValueTask FillAsync()
    {
        try
        {
            // One more than the limit tells whether there is more.
            var most = 1 + (int)Math.Min(buffer.Length - end - 1, limit - read);
            var count = await from.ReadAsync(buffer.AsMemory(end, most), ct);
            (read, end) = (read + count, end + count);
            IsTooLarge = read > limit;
            isAtEnd = count == 0 || IsTooLarge;
        }
        // Connections, readers of forms and circuits each fail in words of their own; only who asked may stop it.
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            IsInterrupted = isAtEnd = true;
        }
    }
}
