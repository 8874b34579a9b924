using System.Buffers.Binary;

namespace Medbook.PrivacyPortal.Infrastructure.Uploads;

/// <summary>
/// Passes a JPEG on without its application segments and comments: camera, place, time, thumbnail, profile, and whatever
/// hides there. Three of them tell how to show the picture, and are written anew with nothing else in them. What stands after
/// the end (telephones append films and depths) is left out too.
/// </summary>
/// <remarks>ITU-T T.81, annex B.</remarks>
internal sealed class JpegFilter(UploadPipe pipe)
{
    // Cameras and programs write up to a dozen; more of them are there to keep a reader busy.
    private const int MostScans = 100;

    private readonly HashSet<byte> writtenAnew = [];
    private JpegFrame? frame;
    private int scans;

    /// <summary>Whether these are the first bytes of one.</summary>
    public static bool Begins(ReadOnlySpan<byte> head) => head is [0xFF, JpegMarker.Start, 0xFF, ..];

    /// <summary>Passes it on.</summary>
    public async ValueTask<UploadRefusal?> PassAsync()
    {
        await pipe.CopyAsync(2);
        while (await TakeMarkerAsync() is { } marker)
        {
            if (marker == JpegMarker.End) return await EndAsync();
            if (await PassSegmentAsync(marker) is { } refusal) return refusal;
            if (marker == JpegMarker.Scan) await CopyScanAsync();
        }
        return UploadRefusal.Incomplete;
    }

    // Zero where there is none, which is no segment either; null at the end.
    private async ValueTask<byte?> TakeMarkerAsync()
    {
        while (await pipe.PeekAsync(2) is { Length: >= 2 } next)
        {
            var (first, second) = (next.Span[0], next.Span[1]);
            if (first != 0xFF) return 0;
            // Before a marker there may be any number of these.
            pipe.DropSeen(second == 0xFF ? 1 : 2);
            if (second != 0xFF) return second;
        }
        return null;
    }

    private async ValueTask<UploadRefusal?> EndAsync()
    {
        if (scans == 0) return UploadRefusal.Malformed;
        await pipe.WriteAsync(new byte[] { 0xFF, JpegMarker.End });
        return null;
    }

    private async ValueTask<UploadRefusal?> PassSegmentAsync(byte marker)
    {
        if (!JpegMarker.IsAside(marker) && !JpegMarker.IsOfPicture(marker)) return UploadRefusal.Malformed;
        var head = await pipe.PeekAsync(2);
        if (head.Length < 2) return UploadRefusal.Incomplete;
        var length = BinaryPrimitives.ReadUInt16BigEndian(head.Span);
        if (length < 2) return UploadRefusal.Malformed;
        if (JpegMarker.IsAside(marker)) return await DropSegmentAsync(marker, length);

        if (length > JpegSegments.MostBytes) return UploadRefusal.Malformed;
        var segment = await pipe.PeekAsync(length);
        if (segment.Length < length) return UploadRefusal.Incomplete;
        if (Refuse(marker, segment.Span[2..length]) is { } refusal) return refusal;
        await pipe.WriteAsync(new byte[] { 0xFF, marker });
        await pipe.CopySeenAsync(length);
        return null;
    }

    private UploadRefusal? Refuse(byte marker, ReadOnlySpan<byte> body)
    {
        switch (marker)
        {
            case JpegMarker.Baseline or JpegMarker.Extended or JpegMarker.Progressive:
                if (frame is not null) return UploadRefusal.Malformed;
                frame = JpegSegments.ReadFrame(body);
                return frame is { } read ? PictureSize.Check(read.Width, read.Height) : UploadRefusal.Malformed;
            case JpegMarker.Scan:
                scans++;
                return frame is { } shown && scans <= MostScans && JpegSegments.IsScan(body, shown.Components) ? null : UploadRefusal.Malformed;
            default:
                return JpegSegments.IsTable(marker, body) ? null : UploadRefusal.Malformed;
        }
    }

    private async ValueTask<UploadRefusal?> DropSegmentAsync(byte marker, int length)
    {
        // What tells how to show a picture stands in front of it, and counts once.
        if (frame is null && !writtenAnew.Contains(marker))
        {
            var seen = await pipe.PeekAsync(Math.Min(length, UploadPipe.PieceBytes));
            if (seen.Length >= 2 && JpegSegments.Anew(marker, seen.Span[2..Math.Min(length, seen.Length)]) is { } anew)
            {
                writtenAnew.Add(marker);
                await pipe.WriteAsync(anew);
            }
        }
        return await pipe.DropAsync(length) ? null : UploadRefusal.Incomplete;
    }

    private async ValueTask CopyScanAsync()
    {
        while (true)
        {
            var length = ScanLength((await pipe.PeekAsync(2)).Span);
            if (length == 0) return;
            await pipe.CopySeenAsync(length);
        }
    }

    // Up to a marker that ends the scan; one that is cut by the end of the piece waits for the next one.
    private static int ScanLength(ReadOnlySpan<byte> piece)
    {
        var length = 0;
        while (piece[length..].IndexOf((byte)0xFF) is >= 0 and var clear)
        {
            length += clear;
            if (length + 1 == piece.Length || !JpegMarker.IsInScan(piece[length + 1])) return length;
            length += 2;
        }
        return piece.Length;
    }
}
