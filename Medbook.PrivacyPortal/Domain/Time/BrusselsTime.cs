namespace Medbook.PrivacyPortal.Domain.Time;

/// <summary>Instants are stored in UTC; the dates of the law and of the policy are dates in Brussels.</summary>
/// <remarks>Rule T9.</remarks>
public static class BrusselsTime
{
    /// <summary>The time zone of Belgium, with its summer time.</summary>
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Brussels");

    /// <summary>The calendar date in Brussels at an instant.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>Today's date in Brussels.</summary>
    public static DateOnly Today(TimeProvider clock) => DateOf(clock.GetUtcNow());

    /// <summary>The instant at which a day begins in Brussels (UTC).</summary>
    public static DateTimeOffset StartOf(DateOnly day)
    {
        // No change of the clock is ever at midnight there.
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    /// <summary>The clock on the wall in Brussels at an instant, for showing.</summary>
    public static DateTime WallClock(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone).DateTime;
}
