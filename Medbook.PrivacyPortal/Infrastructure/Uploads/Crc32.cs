namespace Medbook.PrivacyPortal.Infrastructure.Uploads;

/// <summary>The checksum of a PNG's chunks.</summary>
/// <remarks>ISO/IEC 15948, annex D.</remarks>
internal static class Crc32
{
    /// <summary>Of no bytes yet.</summary>
    public const uint Start = uint.MaxValue;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(value => Remainder((uint)value))];

    /// <summary>Takes in more bytes.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes) crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
        return crc;
    }

    /// <summary>What a file writes down.</summary>
    public static uint End(uint crc) => ~crc;

    private static uint Remainder(uint value)
    {
        for (var bit = 0; bit < 8; bit++) value = (value & 1) == 0 ? value >> 1 : 0xEDB88320 ^ (value >> 1);
        return value;
    }
}
