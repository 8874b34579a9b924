using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>
/// Where a page begins: after or before a row, told by its place in the order and not by a number, so that page 2,000 costs
/// what page 1 costs. It may travel in an address: changed by hand it only moves within the person's own rows.
/// </summary>
public sealed class PageCursor
{
    private PageCursor(long skipped, bool backward, IReadOnlyList<object?> place) =>
        (Skipped, Backward, Place) = (skipped, backward, place);

    /// <summary>Number of rows before the page.</summary>
    public long Skipped { get; }

    /// <summary>Whether the page ends before the place, instead of beginning after it.</summary>
    internal bool Backward { get; }

    /// <summary>The values of the order at the place; empty where pages are counted.</summary>
    internal IReadOnlyList<object?> Place { get; }

    internal static PageCursor After(IReadOnlyList<object?> place, long skipped) => new(skipped, backward: false, place);

    internal static PageCursor Before(IReadOnlyList<object?> place, long skipped) => new(skipped, backward: true, place);

    internal static PageCursor At(long skipped) => new(skipped, backward: false, []);

    /// <summary>The form that goes into an address.</summary>
    public override string ToString() =>
        Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes<object?[]>(
            [Skipped, Backward, .. Place.Select(v => v is byte[] or double ? new Tagged(v) : v)]))
            .Replace('+', '-').Replace('/', '_').TrimEnd('=');

    /// <summary>Reads that form.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out PageCursor? cursor)
    {
        cursor = null;
        if (string.IsNullOrEmpty(text)) return false;
        try
        {
            var padded = text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '=');
            using var json = JsonDocument.Parse(Convert.FromBase64String(padded));
            var values = json.RootElement.EnumerateArray().ToList();
            cursor = new PageCursor(Math.Max(0, values[0].GetInt64()), values[1].GetBoolean(), [.. values.Skip(2).Select(Read)]);
            return true;
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException or ArgumentOutOfRangeException or KeyNotFoundException)
        {
            return false;
        }
    }

    private static object? Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetInt64(),
        JsonValueKind.Null => null,
        _ => Tagged.Read(value),
    };

    // SQLite compares by storage class, so bytes and floating numbers must come back as what they were.
    private sealed record Tagged(string? Hex, string? Real)
    {
        public Tagged(object value) : this(
            value is byte[] bytes ? Convert.ToHexString(bytes) : null,
            value is double real ? real.ToString("R", CultureInfo.InvariantCulture) : null)
        { }

        public static object Read(JsonElement value) =>
            value.GetProperty(nameof(Hex)).GetString() is { } hex ? Convert.FromHexString(hex)
            : double.Parse(value.GetProperty(nameof(Real)).GetString()!, CultureInfo.InvariantCulture);
    }
}
