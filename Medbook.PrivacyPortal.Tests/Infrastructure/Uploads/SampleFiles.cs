using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Medbook.PrivacyPortal.Infrastructure.Uploads;

namespace Medbook.PrivacyPortal.Tests.Infrastructure.Uploads;

/// <summary>
/// Small whole files of each kind, made byte by byte. Pictures carry <see cref="Secret"/> in every place where cameras and
/// programs write about their maker.
/// </summary>
internal static class SampleFiles
{
    public const string Secret = "50.8798N-4.7005E";

    /// <summary>The secret in bytes.</summary>
    public static byte[] Hidden { get; } = Encoding.ASCII.GetBytes(Secret);

    /// <summary>The chunk of a picture of one dot, without loss.</summary>
    public static byte[] Dot { get; } = Convert.FromBase64String("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")[12..];

    public static IReadOnlyList<(FileKind Kind, string Name, byte[] Bytes)> All { get; } =
    [
        (FileKind.Pdf, "brief.pdf", Pdf()), (FileKind.Jpeg, "foto.jpg", Jpeg()), (FileKind.Png, "scherm.png", Png()),
        (FileKind.WebP, "foto.webp", WebP()), (FileKind.Text, "nota.txt", Text()),
    ];

    public static byte[] Pdf(string inside = "BT /F1 12 Tf 20 100 Td (Dag) Tj ET")
    {
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {inside.Length} >>\nstream\n{inside}\nendstream", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        var pdf = new StringBuilder("%PDF-1.7\n");
        var places = new List<int>();
        for (var i = 0; i < objects.Length; i++)
        {
            places.Add(pdf.Length);
            pdf.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }
        var table = pdf.Length;
        pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (var place in places) pdf.Append(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n");
        pdf.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(pdf.ToString());
    }

    public static byte[] Text() => Encoding.UTF8.GetBytes("Geachte, mijn adres klopt niet.\r\nLe 3 décembre : « déjà » – ünïcödé, 漢字, 🙂\n");

    /// <summary>Grey, 16 by 8 dots, turned by 6 in EXIF beside the place, with a thumbnail, XMP, a profile, a comment and a film at the end.</summary>
    public static byte[] Jpeg() => Jpeg([Segment(0xE0, [.. "JFIF\0"u8, 1, 2, 1, 0, 72, 0, 72, 1, 1, 1, 2, 3]), Exif(6, isLittle: true),
        Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Hidden]), Segment(0xE2, [.. "ICC_PROFILE\0"u8, 1, 1, .. Hidden]),
        Segment(0xFE, Hidden)], [.. "ftypmp42"u8, .. Hidden]);

    /// <summary>Grey, 16 by 8 dots, with these segments before the picture.</summary>
    public static byte[] Jpeg(byte[][] before, byte[]? after = null, int width = 16, int height = 8) =>
    [
        0xFF, 0xD8, .. before.SelectMany(segment => segment),
        .. Segment(0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]),
        .. Segment(0xC0, [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0]),
        // One code each: no difference, and the end of a block.
        .. Segment(0xC4, [0x00, 1, .. new byte[15], 0, 0x10, 1, .. new byte[15], 0]),
        .. Segment(0xDA, [1, 1, 0, 0, 63, 0]), 0x0F, 0xFF, 0xD9, .. after ?? [],
    ];

    /// <summary>A segment of a JPEG.</summary>
    public static byte[] Segment(byte marker, byte[] body) => [0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body];

    /// <summary>EXIF as a telephone writes it: how to turn the picture, who made it, where.</summary>
    public static byte[] Exif(ushort turned, bool isLittle)
    {
        var maker = Encoding.ASCII.GetBytes(Secret);
        var tiff = new byte[8 + 2 + (3 * 12) + 4 + maker.Length];
        (isLittle ? "II*\0"u8 : "MM\0*"u8).CopyTo(tiff);
        Long(4, 8);
        Short(8, 3);
        Entry(10, 0x010F, 2, maker.Length, 50);
        Entry(22, 0x0112, 3, 1, isLittle ? turned : turned << 16);
        Entry(34, 0x8825, 4, 1, 50);
        maker.CopyTo(tiff, 50);
        return Segment(0xE1, [.. "Exif\0\0"u8, .. tiff]);

        void Entry(int at, int tag, int type, int count, int value)
        {
            Short(at, tag);
            Short(at + 2, type);
            Long(at + 4, count);
            Long(at + 8, value);
        }

        void Short(int at, int value)
        {
            if (isLittle) BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(at), (ushort)value);
            else BinaryPrimitives.WriteUInt16BigEndian(tiff.AsSpan(at), (ushort)value);
        }

        void Long(int at, int value)
        {
            if (isLittle) BinaryPrimitives.WriteInt32LittleEndian(tiff.AsSpan(at), value);
            else BinaryPrimitives.WriteInt32BigEndian(tiff.AsSpan(at), value);
        }
    }

    /// <summary>Three by two dots in colour, with texts, EXIF, a date, a profile, an unknown chunk, and something after the end.</summary>
    public static byte[] Png() => Png([Chunk("gAMA", [0, 0, 0xB1, 0x8F]), Chunk("pHYs", [0, 0, 11, 19, 0, 0, 11, 19, 1]),
        Chunk("tEXt", [.. "Author\0"u8, .. Hidden]), Chunk("iTXt", [.. "Comment\0\0\0\0\0"u8, .. Hidden]), Chunk("tIME", [7, 0xEA, 1, 2, 3, 4, 5]),
        Chunk("eXIf", Hidden), Chunk("iCCP", [.. "p\0\0"u8, .. Hidden]), Chunk("quIr", Hidden)], Hidden);

    /// <summary>Three by two dots in colour, with these chunks before the data.</summary>
    public static byte[] Png(byte[][] before, byte[]? after = null, int width = 3, int height = 2)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var row = 0; row < 2; row++) zlib.Write([0, 255, 0, 0, 0, 255, 0, 0, 0, 255]);
        }
        return
        [
            0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR", header), .. before.SelectMany(chunk => chunk), .. Chunk("IDAT", data.ToArray()[..10]),
            .. Chunk("IDAT", data.ToArray()[10..]), .. Chunk("tEXt", [.. "Late\0"u8, .. Hidden]), .. Chunk("IEND", []), .. after ?? [],
        ];
    }

    /// <summary>A chunk of a PNG.</summary>
    public static byte[] Chunk(string type, byte[] body)
    {
        byte[] summed = [.. Encoding.ASCII.GetBytes(type), .. body], chunk = [0, 0, 0, 0, .. summed, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, body.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(^4..), Crc32.End(Crc32.Append(Crc32.Start, summed)));
        return chunk;
    }

    /// <summary>One dot, with a profile, EXIF, XMP, an unknown chunk, and something after the end.</summary>
    public static byte[] WebP() => WebP([RiffChunk("VP8X", [0x3C, 0, 0, 0, 0, 0, 0, 0, 0, 0]), RiffChunk("ICCP", Hidden), Dot,
        RiffChunk("EXIF", [.. Hidden, 1]), RiffChunk("XMP ", Hidden), RiffChunk("oddL", Hidden)], Hidden);

    /// <summary>A WebP of these chunks.</summary>
    public static byte[] WebP(byte[][] chunks, byte[]? after = null)
    {
        byte[] webp = [.. "RIFF\0\0\0\0WEBP"u8, .. chunks.SelectMany(chunk => chunk)];
        BinaryPrimitives.WriteInt32LittleEndian(webp.AsSpan(4), webp.Length - 8);
        return [.. webp, .. after ?? []];
    }

    /// <summary>A chunk of a RIFF file.</summary>
    public static byte[] RiffChunk(string type, byte[] body)
    {
        byte[] chunk = [.. Encoding.ASCII.GetBytes(type), 0, 0, 0, 0, .. body, .. new byte[body.Length % 2]];
        BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(4), body.Length);
        return chunk;
    }

    /// <summary>Whether the secret is in there.</summary>
    public static bool Tells(ReadOnlySpan<byte> bytes) => bytes.IndexOf(Hidden) >= 0;

    /// <summary>Where a row of bytes begins.</summary>
    public static int Find(byte[] bytes, params ReadOnlySpan<byte> row) => bytes.AsSpan().IndexOf(row);
}
