using System.Buffers.Binary;
using System.Text;

namespace Medbook.PrivacyPortal.Infrastructure.Uploads;

/// <summary>
/// Passes a PNG on with the chunks that make the picture and its colours: no texts, no EXIF, no date, no profile, no film. Every
/// chunk, also one that is left out, has the right checksum. What stands after the end is left out.
/// </summary>
/// <remarks>ISO/IEC 15948 (PNG, third edition), 5 and 11.</remarks>
internal sealed class PngFilter(UploadPipe pipe)
{
    private const uint Header = 0x49484452, Palette = 0x504C5445, Data = 0x49444154, End = 0x49454E44;
    private const int HeaderBytes = 13, MostPalette = 3 * 256;
    private const byte Indexed = 3;

    // What may come before the data and says nothing but colour and the shape of the dots, and the bytes it needs at most.
    private static readonly Dictionary<uint, int> Colours = new()
    {
        [Name("tRNS")] = 256, [Name("gAMA")] = 4, [Name("cHRM")] = 32, [Name("sRGB")] = 1, [Name("sBIT")] = 4, [Name("bKGD")] = 6,
        [Name("pHYs")] = 9, [Name("cICP")] = 4,
    };

    private static readonly byte[] Signature = [0x89, .. "PNG\r\n\u001a\n"u8];

    private readonly HashSet<uint> seen = [];
    private uint last;
    private byte colour;

    /// <summary>Whether these are the first bytes of one.</summary>
    public static bool Begins(ReadOnlySpan<byte> head) => head.StartsWith(Signature);

    /// <summary>Passes it on.</summary>
    public async ValueTask<UploadRefusal?> PassAsync()
    {
        await pipe.CopyAsync(8);
        while (last != End)
        {
            var head = await pipe.PeekAsync(8 + HeaderBytes);
            if (head.Length < 8) return UploadRefusal.Incomplete;
            var (length, type) = (BinaryPrimitives.ReadUInt32BigEndian(head.Span), BinaryPrimitives.ReadUInt32BigEndian(head.Span[4..]));
            if (length > int.MaxValue || !IsName(head.Span[4..8])) return UploadRefusal.Malformed;
            if (last == 0 && RefuseHeader(type, length, head.Span[8..]) is { } refused) return refused;
            if (!Fits(type, length)) return UploadRefusal.Malformed;
            if (await PassChunkAsync((int)length, IsKept(type, length)) is { } refusal) return refusal;
            last = type;
        }
        return null;
    }

    private UploadRefusal? RefuseHeader(uint type, uint length, ReadOnlySpan<byte> body)
    {
        if (type != Header || length != HeaderBytes) return UploadRefusal.Malformed;
        if (body.Length < HeaderBytes) return UploadRefusal.Incomplete;
        colour = body[9];
        var depth = body[8];
        var isPossible = colour switch
        {
            0 => depth is 1 or 2 or 4 or 8 or 16,
            Indexed => depth is 1 or 2 or 4 or 8,
            2 or 4 or 6 => depth is 8 or 16,
            _ => false,
        };
        if (!isPossible || body[10..13] is not [0, 0, <= 1]) return UploadRefusal.Malformed;
        return PictureSize.Check(BinaryPrimitives.ReadUInt32BigEndian(body), BinaryPrimitives.ReadUInt32BigEndian(body[4..]));
    }

    // The picture's own chunks come in order, and each but the data once. Others of that importance nobody could show.
    private bool Fits(uint type, uint length)
    {
        var isFirst = seen.Add(type);
        return type switch
        {
            Header => isFirst,
            Palette => isFirst && !seen.Contains(Data) && length is > 0 and <= MostPalette && length % 3 == 0,
            Data => (isFirst || last == Data) && (colour != Indexed || seen.Contains(Palette)),
            End => length == 0 && seen.Contains(Data),
            _ => IsAncillary(type),
        };
    }

    private bool IsKept(uint type, uint length) =>
        !IsAncillary(type) || (Colours.TryGetValue(type, out var most) && length <= most && !seen.Contains(Data));

    private async ValueTask<UploadRefusal?> PassChunkAsync(int length, bool isKept)
    {
        var sum = Crc32.Append(Crc32.Start, (await pipe.PeekAsync(8)).Span[4..8]);
        await PassSeenAsync(8);
        while (length > 0)
        {
            var piece = await pipe.PeekAsync(1);
            if (piece.IsEmpty) return UploadRefusal.Incomplete;
            var taken = Math.Min(length, piece.Length);
            sum = Crc32.Append(sum, piece.Span[..taken]);
            await PassSeenAsync(taken);
            length -= taken;
        }
        var written = await pipe.PeekAsync(4);
        if (written.Length < 4) return UploadRefusal.Incomplete;
        if (BinaryPrimitives.ReadUInt32BigEndian(written.Span) != Crc32.End(sum)) return UploadRefusal.Malformed;
        await PassSeenAsync(4);
        return null;

        async ValueTask PassSeenAsync(int count)
        {
            if (isKept) await pipe.CopySeenAsync(count);
            else pipe.DropSeen(count);
        }
    }

    private static bool IsName(ReadOnlySpan<byte> type)
    {
        foreach (var letter in type)
        {
            if (!char.IsAsciiLetter((char)letter)) return false;
        }
        return true;
    }

    private static bool IsAncillary(uint type) => (type & 0x2000_0000) != 0;

    private static uint Name(string type) => BinaryPrimitives.ReadUInt32BigEndian(Encoding.ASCII.GetBytes(type));
}
