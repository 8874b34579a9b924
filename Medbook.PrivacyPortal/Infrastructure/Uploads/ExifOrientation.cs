using System.Buffers.Binary;

namespace Medbook.PrivacyPortal.Infrastructure.Uploads;

/// <summary>The one thing EXIF says that a picture needs: how to turn it. Without it pictures from telephones lie on the side.</summary>
/// <remarks>EXIF 2.32, 4.6.4; TIFF 6.0, section 2.</remarks>
internal static class ExifOrientation
{
    private const int Tag = 0x0112, Short = 3;
    private const int EntryBytes = 12;

    /// <summary>How to turn it, 2 to 8; null where it stands upright, or where nothing legible is said.</summary>
    /// <param name="tiff">The beginning of the TIFF structure inside EXIF.</param>
    public static byte? Read(ReadOnlySpan<byte> tiff)
    {
        var isLittle = tiff.StartsWith("II*\0"u8);
        if ((!isLittle && !tiff.StartsWith("MM\0*"u8)) || tiff.Length < 8) return null;
        var at = isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (at < 8 || at > tiff.Length - 2) return null;
        var entries = tiff[((int)at + 2)..];
        for (var left = Number(tiff[(int)at..]); left > 0 && entries.Length >= EntryBytes; left--, entries = entries[EntryBytes..])
        {
            if (Number(entries) != Tag || Number(entries[2..]) != Short) continue;
            return Number(entries[8..]) is >= 2 and <= 8 and var turned ? (byte)turned : null;
        }
        return null;

        int Number(ReadOnlySpan<byte> bytes) =>
            isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
    }

    /// <summary>A TIFF structure of 26 bytes that says this and nothing else.</summary>
    public static byte[] Write(byte turned) =>
        [.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turned, 0, 0, 0, 0, 0, 0];
}
