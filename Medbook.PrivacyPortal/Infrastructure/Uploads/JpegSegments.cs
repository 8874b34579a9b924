using System.Buffers.Binary;

namespace Medbook.PrivacyPortal.Infrastructure.Uploads;

/// <summary>Second bytes of the markers that matter here.</summary>
internal static class JpegMarker
{
    public const byte Baseline = 0xC0, Extended = 0xC1, Progressive = 0xC2, Huffman = 0xC4, Start = 0xD8, End = 0xD9, Scan = 0xDA,
        Quantisation = 0xDB, RestartInterval = 0xDD, App0 = 0xE0, App1 = 0xE1, App14 = 0xEE, App15 = 0xEF, Comment = 0xFE;

    /// <summary>Whether the segment says something beside the picture.</summary>
    public static bool IsAside(byte marker) => marker is (>= App0 and <= App15) or Comment;

    /// <summary>Whether the segment makes the picture, of a kind that browsers show.</summary>
    public static bool IsOfPicture(byte marker) => marker is Baseline or Extended or Progressive or Huffman or Quantisation or RestartInterval or Scan;

    /// <summary>Whether it stands inside a scan: a byte that looks like a marker, or a restart.</summary>
    public static bool IsInScan(byte marker) => marker is 0 or (>= 0xD0 and <= 0xD7);
}

/// <summary>What a JPEG says about its picture as a whole.</summary>
internal readonly record struct JpegFrame(int Width, int Height, int Components);

/// <summary>The segments that make a picture hold what the standard lets them hold, and have no room for anything else.</summary>
/// <remarks>ITU-T T.81, B.2.2 to B.2.4; T.872, 6.5.3 (Adobe); JFIF 1.02; EXIF 2.32, 4.6.4 (orientation).</remarks>
internal static class JpegSegments
{
    private const int MostTables = 4, HuffmanCounts = 16, MostCodes = 256;

    /// <summary>The longest of them, with its length: four Huffman tables of each class.</summary>
    public const int MostBytes = 2 + (2 * MostTables * (1 + HuffmanCounts + MostCodes));

    /// <summary>The frame of a picture that browsers show; null for what is none.</summary>
    public static JpegFrame? ReadFrame(ReadOnlySpan<byte> body)
    {
        if (body is not [8, _, _, _, _, >= 1 and <= 4 and var components, ..] || body.Length != 6 + (3 * components)) return null;
        for (var at = 6; at < body.Length; at += 3)
        {
            if (body[at + 1] is not (var factors and > 0) || factors >> 4 is < 1 or > 4 || (factors & 15) is < 1 or > 4) return null;
            if (body[at + 2] >= MostTables) return null;
        }
        return new(BinaryPrimitives.ReadUInt16BigEndian(body[3..]), BinaryPrimitives.ReadUInt16BigEndian(body[1..]), components);
    }

    /// <summary>Whether it begins a scan of a frame.</summary>
    public static bool IsScan(ReadOnlySpan<byte> body, int components)
    {
        if (body.IsEmpty || body[0] < 1 || body[0] > components || body.Length != 4 + (2 * body[0])) return false;
        for (var at = 2; at < body.Length - 3; at += 2)
        {
            if (body[at] >> 4 >= MostTables || (body[at] & 15) >= MostTables) return false;
        }
        return body[^3] <= body[^2] && body[^2] <= 63 && body[^1] >> 4 <= 13 && (body[^1] & 15) <= 13;
    }

    /// <summary>Whether it holds tables, whole and nothing beside.</summary>
    public static bool IsTable(byte marker, ReadOnlySpan<byte> body) => marker switch
    {
        JpegMarker.Quantisation => IsQuantisation(body),
        JpegMarker.Huffman => IsHuffman(body),
        JpegMarker.RestartInterval => body.Length == 2,
        _ => false,
    };

    /// <summary>A segment from beside the picture as it is written anew; null where nothing of it is kept.</summary>
    /// <param name="marker">Which.</param>
    /// <param name="body">Its beginning.</param>
    public static byte[]? Anew(byte marker, ReadOnlySpan<byte> body) => marker switch
    {
        // Version 1.01, square dots, no thumbnail.
        JpegMarker.App0 when body.StartsWith("JFIF\0"u8) => [0xFF, JpegMarker.App0, 0, 16, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0],
        JpegMarker.App1 when body.StartsWith("Exif\0\0"u8) && ExifOrientation.Read(body[6..]) is { } turned =>
            [0xFF, JpegMarker.App1, 0, 34, .. "Exif\0\0"u8, .. ExifOrientation.Write(turned)],
        // How the colours are to be read.
        JpegMarker.App14 when body.StartsWith("Adobe"u8) && body is [_, _, _, _, _, _, _, _, _, _, _, <= 2 and var colours, ..] =>
            [0xFF, JpegMarker.App14, 0, 14, .. "Adobe"u8, 0, 100, 0, 0, 0, 0, colours],
        _ => null,
    };

    private static bool IsQuantisation(ReadOnlySpan<byte> tables)
    {
        if (tables.IsEmpty) return false;
        while (!tables.IsEmpty)
        {
            var (precision, number) = (tables[0] >> 4, tables[0] & 15);
            var length = 1 + (64 * (precision + 1));
            if (precision > 1 || number >= MostTables || tables.Length < length) return false;
            tables = tables[length..];
        }
        return true;
    }

    private static bool IsHuffman(ReadOnlySpan<byte> tables)
    {
        if (tables.IsEmpty) return false;
        while (!tables.IsEmpty)
        {
            if (tables[0] >> 4 > 1 || (tables[0] & 15) >= MostTables || tables.Length < 1 + HuffmanCounts) return false;
            var codes = 0;
            foreach (var count in tables[1..(1 + HuffmanCounts)]) codes += count;
            if (codes > MostCodes || tables.Length < 1 + HuffmanCounts + codes) return false;
            tables = tables[(1 + HuffmanCounts + codes)..];
        }
        return true;
    }
}
