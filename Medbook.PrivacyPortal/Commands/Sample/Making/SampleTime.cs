using System.Globalization;

namespace Medbook.PrivacyPortal.Commands.Sample.Making;

/// <summary>
/// The sample's own time: fixed, so that the same seed gives the same rows on any day. Each method writes a moment the way
/// one of the tables keeps it.
/// </summary>
internal static class SampleTime
{
    private static readonly TimeZoneInfo Brussels = TimeZoneInfo.FindSystemTimeZoneById("Europe/Brussels");

    /// <summary>The day the sample ends on.</summary>
    public static DateTime Today { get; } = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The day the first account was made.</summary>
    public static DateTime FirstAccount { get; } = new(2014, 9, 1, 0, 0, 0, DateTimeKind.Utc);

    public static long Seconds(DateTime moment) => new DateTimeOffset(moment).ToUnixTimeSeconds();

    public static long Milliseconds(DateTime moment) => new DateTimeOffset(moment).ToUnixTimeMilliseconds();

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Typed(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>ISO text with the offset of Brussels.</summary>
    public static string IsoWithOffset(DateTime moment) =>
        TimeZoneInfo.ConvertTime(new DateTimeOffset(moment), Brussels).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>What a clock in Brussels shows, to the minute.</summary>
    public static string Local(DateTime moment) =>
        TimeZoneInfo.ConvertTimeFromUtc(moment, Brussels).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static DateOnly Day(DateTime moment) => DateOnly.FromDateTime(moment);
}
