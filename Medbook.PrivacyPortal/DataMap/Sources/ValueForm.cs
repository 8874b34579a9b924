using System.Globalization;
using System.Text.Json;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>
/// A value as text in one form for all languages, and the way back: a date as 2026-03-02, a time in Brussels, a number with a point, a
/// code as it is stored. Requests keep values so, and what was shown is compared with what is stored.
/// </summary>
public static class ValueForm
{
    /// <summary>The form of a date.</summary>
    public const string Day = "yyyy-MM-dd";

    /// <summary>The form of a time of day.</summary>
    public const string Minute = "HH:mm";

    /// <summary>The form of a date with a time, on the wall in Brussels.</summary>
    public const string Moment = "yyyy-MM-dd'T'HH:mm";

    /// <summary>The text of a value that was read; null where there is none, where it was not given out, and for bytes.</summary>
    public static string? Of(object? value) => value switch
    {
        null or Masked or byte[] => null,
        string text => text,
        bool yes => yes ? "true" : "false",
        DateOnly date => date.ToString(Day, CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString(Minute, CultureInfo.InvariantCulture),
        DateTimeOffset instant => BrusselsTime.WallClock(instant).ToString(Moment, CultureInfo.InvariantCulture),
        JsonElement json => json.ValueKind == JsonValueKind.String ? json.GetString() : json.GetRawText(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    /// <summary>The value that a text means, of the types of <see cref="SourceRow.Values"/>.</summary>
    /// <param name="field">What it should be.</param>
    /// <param name="text">The text; not blank.</param>
    /// <returns>The value; null where the text is none of this field, and for forms the portal does not write.</returns>
    public static object? Read(Field field, string text)
    {
        var typed = text.Trim();
        object? value = field.Type switch
        {
            FieldType.Text => typed,
            FieldType.Integer => long.TryParse(typed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
            FieldType.Decimal => Number(typed),
            FieldType.Boolean => bool.TryParse(typed, out var yes) ? yes : null,
            FieldType.Uuid => Guid.TryParse(typed, out var uuid) ? uuid : null,
            FieldType.Date => DateOnly.TryParseExact(typed, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null,
            FieldType.Time => TimeOnly.TryParseExact(typed, Minute, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null,
            FieldType.DateTime => InBrussels(typed),
            FieldType.Bytes or FieldType.Json or FieldType.Php => null,
        };
        return field.Values.Count > 0 && !field.Values.ContainsKey(typed) ? null : value;
    }

    /// <summary>Whether two texts of a field mean the same: nothing is nothing however it is written, and 38.50 is 38.5.</summary>
    public static bool Same(Field field, string? one, string? other)
    {
        var (isNone, isOtherNone) = (string.IsNullOrWhiteSpace(one), string.IsNullOrWhiteSpace(other));
        if (isNone || isOtherNone) return isNone == isOtherNone;
        return one!.Trim() == other!.Trim() || (Read(field, one) is { } value && value.Equals(Read(field, other)));
    }

    // People of here write a comma. With three digits behind it nobody can tell a fraction from a thousand.
    private static object? Number(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        if (comma >= 0 && (text.Contains('.', StringComparison.Ordinal) || text.Length - comma - 1 == 3)) return null;
        return decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number : null;
    }

    private static object? InBrussels(string text) =>
        DateTime.TryParseExact(text, Moment, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall) && !BrusselsTime.Zone.IsInvalidTime(wall)
            ? new DateTimeOffset(wall, BrusselsTime.Zone.GetUtcOffset(wall)) : null;
}
