using System.Globalization;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>Keys as text: the same on both engines, and the way back.</summary>
internal static class KeyText
{
    /// <summary>Bytes are written as PostgreSQL writes them.</summary>
    public const string BytesPrefix = @"\x";

    /// <summary>One stored key value as text.</summary>
    public static string Of(object stored) => stored switch
    {
        string text => text,
        byte[] bytes => BytesPrefix + Convert.ToHexStringLower(bytes),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(stored, CultureInfo.InvariantCulture)!,
    };

    /// <summary>The key of a row: its value, or several joined.</summary>
    public static string Join(IReadOnlyList<string> values) =>
        values.Count == 1 ? values[0] : string.Join('&', values.Select(Uri.EscapeDataString));

    /// <summary>The way back; null where it is no key of this many columns.</summary>
    public static IReadOnlyList<string>? Split(string key, int columns)
    {
        if (columns == 1) return [key];
        var parts = key.Split('&');
        return parts.Length == columns ? [.. parts.Select(Uri.UnescapeDataString)] : null;
    }

    /// <summary>Reads bytes that were written as text.</summary>
    public static bool TryReadBytes(string text, out byte[] bytes)
    {
        bytes = [];
        if (!text.StartsWith(BytesPrefix, StringComparison.Ordinal) || text.Length % 2 != 0 || !text.AsSpan(2).ContainsOnlyHex()) return false;
        bytes = Convert.FromHexString(text.AsSpan(2));
        return true;
    }

    private static bool ContainsOnlyHex(this ReadOnlySpan<char> text) => !text.ContainsAnyExcept("0123456789abcdefABCDEF");
}
