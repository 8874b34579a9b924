using System.Buffers.Binary;

namespace Medbook.PrivacyPortal.Infrastructure.Uploads;

/// <summary>
/// Passes a WebP on that holds one picture. The length of the whole stands in front, where a stream cannot go back to; so what
/// is left out (camera, place, profile, whatever is unknown) becomes zeros under a name that every reader passes over. What
/// stands after the end is left out.
/// </summary>
/// <remarks>RFC 9649, 2; RFC 6386, 9.1 (VP8).</remarks>
internal sealed class WebPFilter(UploadPipe pipe)
{
    private const int ExtendedBytes = 10, FrameBytes = 10, LosslessBytes = 5;
    private const byte HasAlpha = 0x10, IsAnimated = 0x02;

    private static readonly byte[] Zeros = new byte[UploadPipe.PieceBytes];

    private bool isExtended, hasAlpha, hasPicture;

    /// <summary>Whether these are the first bytes of one.</summary>
    public static bool Begins(ReadOnlySpan<byte> head) => head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8);

    /// <summary>Passes it on.</summary>
    public async ValueTask<UploadRefusal?> PassAsync()
    {
        var whole = BinaryPrimitives.ReadUInt32LittleEndian((await pipe.PeekAsync(12)).Span[4..]);
        await pipe.CopySeenAsync(12);
        if (whole % 2 != 0 || whole < 12) return UploadRefusal.Malformed;
        for (var left = whole - 4L; left > 0;)
        {
            var head = await pipe.PeekAsync(8 + ExtendedBytes);
            if (head.Length < 8) return UploadRefusal.Incomplete;
            long length = BinaryPrimitives.ReadUInt32LittleEndian(head.Span[4..]);
            var padded = length + (length % 2);
            left -= 8 + padded;
            if (left < 0) return UploadRefusal.Malformed;
            if (await PassChunkAsync(head[..4], head[8..(int)Math.Min(8 + length, head.Length)], padded) is { } refusal) return refusal;
        }
        return hasPicture ? null : UploadRefusal.Malformed;
    }

    private async ValueTask<UploadRefusal?> PassChunkAsync(ReadOnlyMemory<byte> type, ReadOnlyMemory<byte> body, long length)
    {
        if (type.Span.SequenceEqual("VP8X"u8)) return await PassExtendedAsync(body, length);
        if (type.Span.SequenceEqual("ANIM"u8) || type.Span.SequenceEqual("ANMF"u8)) return UploadRefusal.UnknownKind;
        if (type.Span.SequenceEqual("ALPH"u8))
        {
            if (!isExtended || hasAlpha || hasPicture) return UploadRefusal.Malformed;
            hasAlpha = true;
            return await CopyAsync(length);
        }
        if (type.Span.SequenceEqual("VP8 "u8) || type.Span.SequenceEqual("VP8L"u8))
        {
            if (hasPicture) return UploadRefusal.Malformed;
            hasPicture = true;
            return (type.Span[3] == 'L' ? RefuseLossless(body.Span) : RefuseFrame(body.Span)) ?? await CopyAsync(length);
        }
        return await BlankAsync(length);
    }

    private async ValueTask<UploadRefusal?> PassExtendedAsync(ReadOnlyMemory<byte> body, long length)
    {
        if (isExtended || hasPicture || length != ExtendedBytes) return UploadRefusal.Malformed;
        if (body.Length < ExtendedBytes) return UploadRefusal.Incomplete;
        isExtended = true;
        if ((body.Span[0] & IsAnimated) != 0) return UploadRefusal.UnknownKind;
        if (PictureSize.Check(Number(body.Span[4..]) + 1, Number(body.Span[7..]) + 1) is { } refusal) return refusal;
        // It no longer says that there are a profile, EXIF and XMP.
        await pipe.WriteAsync((byte[])[.. "VP8X"u8, ExtendedBytes, 0, 0, 0, (byte)(body.Span[0] & HasAlpha), 0, 0, 0, .. body.Span[4..10]]);
        pipe.DropSeen(8 + ExtendedBytes);
        return null;

        static long Number(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
    }

    private static UploadRefusal? RefuseFrame(ReadOnlySpan<byte> body)
    {
        if (body.Length < FrameBytes) return UploadRefusal.Malformed;
        // The first bit says that it needs another frame before it.
        if ((body[0] & 1) != 0 || body[3..6] is not [0x9D, 0x01, 0x2A]) return UploadRefusal.Malformed;
        return PictureSize.Check(BinaryPrimitives.ReadUInt16LittleEndian(body[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(body[8..]) & 0x3FFF);
    }

    private static UploadRefusal? RefuseLossless(ReadOnlySpan<byte> body)
    {
        if (body.Length < LosslessBytes || body[0] != 0x2F) return UploadRefusal.Malformed;
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(body[1..]);
        return bits >> 29 != 0 ? UploadRefusal.Malformed : PictureSize.Check((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1);
    }

    private async ValueTask<UploadRefusal?> CopyAsync(long length) => await pipe.CopyAsync(8 + length) ? null : UploadRefusal.Incomplete;

    private async ValueTask<UploadRefusal?> BlankAsync(long length)
    {
        pipe.DropSeen(4);
        await pipe.WriteAsync("JUNK"u8.ToArray());
        await pipe.CopyAsync(4);
        while (length > 0)
        {
            var count = (int)Math.Min(length, (await pipe.PeekAsync(1)).Length);
            if (count == 0) return UploadRefusal.Incomplete;
            await pipe.WriteAsync(Zeros.AsMemory(0, count));
            pipe.DropSeen(count);
            length -= count;
        }
        return null;
    }
}
