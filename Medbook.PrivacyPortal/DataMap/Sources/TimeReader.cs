using System.Collections.Concurrent;
using System.Globalization;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>Reads dates and times from the ways databases keep them.</summary>
internal static class TimeReader
{
    private static readonly ConcurrentDictionary<string, TimeZoneInfo> Zones = new();

    // What SQLite's own functions and ISO 8601 write; a fraction and an offset may follow.
    private static readonly string[] IsoLocal =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd", "yyyyMMdd'T'HHmmss",
    ];

    private static readonly string[] IsoOffset =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd HH:mm:ss.FFFFFFF zzz",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm'Z'", "yyyyMMdd'T'HHmmss'Z'",
    ];

    private static readonly string[] IsoTime = ["HH:mm:ss.FFFFFFF", "HH:mm"];

    /// <summary>Reads a stored date, time, or date with time.</summary>
    /// <returns><see cref="DateOnly"/>, <see cref="TimeOnly"/> or <see cref="DateTimeOffset"/>; a time without a zone gets that of the map.</returns>
    /// <exception cref="FormatException">It is none.</exception>
    public static object Read(AnchorType words, object stored)
    {
        // PostgreSQL's infinity is no date; a map that knows of it lists it among the empty values.
        if (IsInfinity(stored)) throw new FormatException();
        if (words.Type == FieldType.Time) return Time(words, stored);
        if (words.Type == FieldType.Date && DateAlone(words, stored) is { } date) return date;
        var time = Instant(words, stored);
        return words.Type == FieldType.Date ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, ZoneOf(words)).DateTime) : time;
    }

    /// <summary>Whether it is PostgreSQL's infinity, which the driver gives as the last or the first day it knows.</summary>
    public static bool IsInfinity(object stored) =>
        stored is DateTime time && (time == DateTime.MaxValue || time == DateTime.MinValue)
        || stored is DateOnly date && (date == DateOnly.MaxValue || date == DateOnly.MinValue);

    private static DateOnly? DateAlone(AnchorType words, object stored) => stored switch
    {
        DateOnly date => date,
        string text when words.Stored == Storage.Format => DateOnly.FromDateTime(
            DateTime.ParseExact(text, words.Format!, CultureInfo.InvariantCulture, DateTimeStyles.None)),
        string text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => date,
        _ => null,
    };

    private static TimeOnly Time(AnchorType words, object stored) => stored switch
    {
        TimeOnly time => time,
        TimeSpan time => TimeOnly.FromTimeSpan(time),
        _ when words.Stored == Storage.Format =>
            TimeOnly.ParseExact(ValueReader.Text(stored), words.Format!, CultureInfo.InvariantCulture),
        _ when words.Stored == Storage.Ticks => new TimeOnly(Whole(stored)),
        _ => TimeOnly.ParseExact(ValueReader.Text(stored), IsoTime, CultureInfo.InvariantCulture, DateTimeStyles.None),
    };

    private static DateTimeOffset Instant(AnchorType words, object stored) => stored switch
    {
        DateTimeOffset time => time,
        DateTime { Kind: DateTimeKind.Utc } time => new DateTimeOffset(time),
        DateTime time => InZone(time, words),
        DateOnly date => InZone(date.ToDateTime(TimeOnly.MinValue), words),
        _ => words.Stored switch
        {
            Storage.Unix => DateTimeOffset.UnixEpoch.AddTicks(checked((long)(Number(stored) * TimeSpan.TicksPerSecond))),
            Storage.UnixMs => DateTimeOffset.UnixEpoch.AddTicks(checked((long)(Number(stored) * TimeSpan.TicksPerMillisecond))),
            Storage.Ticks => new DateTimeOffset(Whole(stored), TimeSpan.Zero),
            Storage.Format => InFormat(ValueReader.Text(stored), words),
            _ => Iso(ValueReader.Text(stored), words),
        },
    };

    private static DateTimeOffset InFormat(string text, AnchorType words)
    {
        var format = words.Format!;
        return format.Contains('z', StringComparison.Ordinal) || format.Contains('K', StringComparison.Ordinal)
            ? DateTimeOffset.ParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
            : InZone(DateTime.ParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None), words);
    }

    private static DateTimeOffset Iso(string text, AnchorType words) =>
        DateTime.TryParseExact(text, IsoLocal, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? InZone(local, words)
            : DateTimeOffset.ParseExact(WithMinutes(text), IsoOffset, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    // PostgreSQL writes whole-hour offsets as +02, which .NET does not read as zzz.
    private static string WithMinutes(string text) => text.Length > 3 && text[^3] is '+' or '-' ? text + ":00" : text;

    private static DateTimeOffset InZone(DateTime local, AnchorType words) =>
        new(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), ZoneOf(words).GetUtcOffset(local));

    private static TimeZoneInfo ZoneOf(AnchorType words) => Zones.GetOrAdd(words.Zone, TimeZoneInfo.FindSystemTimeZoneById);

    private static long Whole(object stored) => checked((long)Number(stored));

    private static decimal Number(object stored) =>
        decimal.Parse(ValueReader.Text(stored), NumberStyles.Float, CultureInfo.InvariantCulture);
}
