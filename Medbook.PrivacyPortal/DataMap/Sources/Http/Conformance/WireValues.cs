using System.Globalization;
using System.Text.Json;

namespace Medbook.PrivacyPortal.DataMap.Sources.Http.Conformance;

/// <summary>What values of the protocol look like.</summary>
internal static class WireValues
{
    /// <summary>The types there are.</summary>
    public static readonly IReadOnlySet<string> Types =
        new HashSet<string> { "text", "integer", "decimal", "boolean", "uuid", "bytes", "json", "date", "time", "timestamp" };

    /// <summary>Whether a value is one of a field.</summary>
    public static bool Fits(SystemField field, JsonElement value) => (field.Type, value.ValueKind) switch
    {
        (_, JsonValueKind.Null) => field.Nullable,
        ("text", JsonValueKind.String) => !(value.GetString()!.Length > field.MaxLength),
        ("integer", JsonValueKind.Number) => value.TryGetInt64(out _),
        ("decimal", JsonValueKind.Number) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("uuid", JsonValueKind.String) => value.TryGetGuid(out _),
        ("bytes", JsonValueKind.String) => value.TryGetBytesFromBase64(out _),
        ("json", _) => true,
        ("date", JsonValueKind.String) => DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", out _),
        ("time", JsonValueKind.String) => TimeOnly.TryParse(value.GetString(), CultureInfo.InvariantCulture, out _),
        // JSON's reader would take a time without an offset for one of this machine.
        ("timestamp", JsonValueKind.String) => value.TryGetDateTimeOffset(out _) && (value.GetString()!.EndsWith('Z') || value.GetString()![^6] is '+' or '-'),
        _ => false,
    };

    /// <summary>A date or a time as an instant to sort by; null where there is none.</summary>
    public static DateTimeOffset? Instant(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant : null;

    /// <summary>The order of keys: numbers by value, everything else by its characters.</summary>
    public static int Compare(SystemTable table, IReadOnlyList<string> one, IReadOnlyList<string> other) => table.Key
        .Select((field, i) => table.Fields.First(f => f.Name == field).Type is "integer" or "decimal"
            && decimal.TryParse(one[i], CultureInfo.InvariantCulture, out var number) && decimal.TryParse(other[i], CultureInfo.InvariantCulture, out var otherNumber)
                ? number.CompareTo(otherNumber) : string.CompareOrdinal(one[i], other[i]))
        .FirstOrDefault(difference => difference != 0);

    /// <summary>A key as one text.</summary>
    public static string Of(ExportLine line) => KeyText.Join(line.Key ?? []);
}
