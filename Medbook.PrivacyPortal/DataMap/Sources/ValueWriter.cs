using System.Globalization;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>Makes of a value what the map says is stored: the way back of <see cref="ValueReader"/>.</summary>
internal static class ValueWriter
{
    private const string Second = "yyyy-MM-dd HH:mm:ss";

    /// <summary>The value as invariant text, as it is stored in a column of text.</summary>
    /// <param name="field">What it is.</param>
    /// <param name="value">Of the types of <see cref="SourceRow.Values"/>.</param>
    /// <param name="column">The live column; null for a part of a structure.</param>
    public static string Text(Field field, object value, LiveColumn? column) => value switch
    {
        bool yes => yes ? "true" : "false",
        DateOnly date => field.Stored switch
        {
            Storage.Format => date.ToString(field.Format, CultureInfo.InvariantCulture),
            Storage.Unix or Storage.UnixMs or Storage.Ticks => Number(field, Midnight(field, date)),
            _ => date.ToString(ValueForm.Day, CultureInfo.InvariantCulture),
        },
        TimeOnly time => time.ToString(field.Format ?? ValueForm.Minute, CultureInfo.InvariantCulture),
        DateTimeOffset time => field.Stored is Storage.Unix or Storage.UnixMs or Storage.Ticks ? Number(field, time)
            : column?.Type == "timestamp with time zone" ? time.UtcDateTime.ToString(Second, CultureInfo.InvariantCulture) + "+00"
            : TimeZoneInfo.ConvertTime(time, ZoneOf(field)).ToString(field.Format ?? Second, CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>Whether a text fits into a column.</summary>
    public static bool Fits(string text, LiveColumn column) => (column.MaxLength ?? column.DeclaredLength) is not { } most || text.EnumerateRunes().Count() <= most;

    /// <summary>Whether a number fits into a column of the database's own.</summary>
    public static bool InRange(object value, LiveColumn column) => value is not long number || (column.Enforced ? column.Type : "") switch
    {
        "smallint" => number is >= short.MinValue and <= short.MaxValue,
        "integer" => number is >= int.MinValue and <= int.MaxValue,
        _ => true,
    };

    private static string Number(Field field, DateTimeOffset time) => (field.Stored switch
    {
        Storage.Unix => time.ToUnixTimeSeconds(),
        Storage.UnixMs => time.ToUnixTimeMilliseconds(),
        _ => time.UtcTicks,
    }).ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset Midnight(Field field, DateOnly date)
    {
        var start = date.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(start, ZoneOf(field).GetUtcOffset(start));
    }

    private static TimeZoneInfo ZoneOf(Field field) => TimeZoneInfo.FindSystemTimeZoneById(field.Zone);
}
