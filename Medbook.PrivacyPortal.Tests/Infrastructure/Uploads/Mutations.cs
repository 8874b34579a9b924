using System.Buffers.Binary;
using Medbook.PrivacyPortal.Infrastructure.Uploads;

namespace Medbook.PrivacyPortal.Tests.Infrastructure.Uploads;

/// <summary>A file that somebody tampered with.</summary>
/// <param name="Kind">What it was before.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Bytes">What became of it.</param>
/// <param name="MovedBytes">Whether bytes of the file were put to another place of it, so that what was told aside may now be in the picture.</param>
internal sealed record MutatedFile(FileKind Kind, string Name, byte[] Bytes, bool MovedBytes);

/// <summary>Tampers with whole files: the same for the same seed.</summary>
internal sealed class Mutations(int seed)
{
    private static readonly uint[] Edges = [0, 1, 2, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF];

    private static readonly byte[][] Words =
    [
        [.. "%PDF-1.4"u8], [.. "%%EOF"u8], [.. "<script>alert(1)</script>"u8], [.. "PK\u0003\u0004"u8], [0xFF, 0xD8], [0xFF, 0xD9], [0xFF, 0xDA], [0xFF, 0xE1, 0, 8],
        [.. "IEND"u8], [.. "RIFF"u8], [.. "VP8X"u8], [0xEF, 0xBB, 0xBF], [0], [0xC0, 0x80], [.. "MZ"u8],
    ];

    private static readonly string[] Endings = ["", ".pdf", ".jpg", ".png", ".webp", ".txt", ".html", ".exe", ".", "/..", "\u202e", "\0", ".svg", ".x", new('a', 300)];

    private readonly Random random = new(seed);

    /// <summary>The next one; each kind comes equally often.</summary>
    public MutatedFile Next(int number)
    {
        var (kind, name, bytes) = SampleFiles.All[number % SampleFiles.All.Count];
        var moved = false;
        for (var left = random.Next(1, 4); left > 0; left--)
        {
            var how = random.Next(9);
            bytes = Mutate(bytes, how);
            moved |= how == 5;
        }
        // A checksum would give most of them away: half of the time the mutant knows.
        if (kind == FileKind.Png && random.Next(2) == 0) MendChecksums(bytes);
        if (random.Next(8) == 0) name += random.GetItems(Endings, 1)[0];
        return new(kind, name, bytes, moved);
    }

    private byte[] Mutate(byte[] bytes, int how)
    {
        if (bytes.Length < 8) return [.. bytes, .. SampleFiles.Text()];
        var at = random.Next(bytes.Length);
        var block = bytes[at..Math.Min(bytes.Length, at + random.Next(1, 40))];
        byte[] changed = [.. bytes];
        switch (how)
        {
            case 0 or 1:
                changed[at] ^= (byte)(1 << random.Next(8));
                return changed;
            case 2:
                changed[at] = (byte)random.Next(256);
                return changed;
            case 3:
                return [.. bytes[..at], .. bytes[(at + block.Length)..]];
            case 4:
                random.NextBytes(block);
                return [.. bytes[..at], .. block, .. bytes[at..]];
            case 5:
                var to = random.Next(bytes.Length);
                return [.. bytes[..to], .. block, .. bytes[to..]];
            case 6:
                return bytes[..Math.Max(8, at)];
            case 7:
                return [.. bytes[..at], .. random.GetItems(Words, 1)[0], .. bytes[at..]];
            default:
                at = random.Next(bytes.Length - 4);
                if (random.Next(2) == 0) BinaryPrimitives.WriteUInt32BigEndian(changed.AsSpan(at), random.GetItems(Edges, 1)[0]);
                else BinaryPrimitives.WriteUInt16BigEndian(changed.AsSpan(at), (ushort)random.GetItems(Edges, 1)[0]);
                return changed;
        }
    }

    private static void MendChecksums(byte[] png)
    {
        for (var at = 8L; at + 12 <= png.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan((int)at));
            if (at + 12 + length > png.Length) return;
            var sum = Crc32.End(Crc32.Append(Crc32.Start, png.AsSpan((int)at + 4, (int)length + 4)));
            BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan((int)(at + 8 + length)), sum);
            at += 12 + length;
        }
    }
}
