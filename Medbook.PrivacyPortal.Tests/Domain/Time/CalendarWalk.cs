namespace Medbook.PrivacyPortal.Tests.Domain.Time;

/// <summary>The dates of a term, as both ways of counting name them.</summary>
internal sealed record CountedTerm(
    DateOnly Thirty, DateOnly Month, DateOnly Due, DateOnly Limit, DateOnly Extended, DateOnly ExtendedLimit);

/// <summary>The same term counted another way: one day after the other, with the holidays from Gauss's formula and no arithmetic on dates.</summary>
internal static class CalendarWalk
{
    /// <param name="received">The day of receipt.</param>
    /// <param name="pauses">Days of question and answer.</param>
    public static CountedTerm From(DateOnly received, params IReadOnlyList<(DateOnly Asked, DateOnly Answered)> pauses)
    {
        // Thirty days on which the clock ran.
        var thirty = received;
        for (var counted = 0; counted < 30;)
        {
            thirty = thirty.AddDays(1);
            if (!pauses.Any(pause => pause.Asked < thirty && thirty <= pause.Answered)) counted++;
        }
        var oneMonth = MonthsLater(received, 1);
        var (month, extended) = (After(oneMonth, pauses), After(Earlier(MonthsLater(received, 3), MonthsLater(oneMonth, 2)), pauses));
        return new CountedTerm(thirty, month, Earlier(thirty, month), WorkingDayFrom(month), extended, WorkingDayFrom(extended));
    }

    // As many days more as were spent waiting, each waited through.
    private static DateOnly After(DateOnly day, IReadOnlyList<(DateOnly Asked, DateOnly Answered)> pauses)
    {
        foreach (var (asked, answered) in pauses)
        {
            for (var waiting = asked; waiting != answered; waiting = waiting.AddDays(1)) day = day.AddDays(1);
        }
        return day;
    }

    private static DateOnly MonthsLater(DateOnly start, int months)
    {
        var day = start;
        for (var turned = 0; turned < months;)
        {
            day = day.AddDays(1);
            if (day.Day == 1) turned++;
        }
        var month = day.Month;
        while (day.Day < start.Day && day.AddDays(1).Month == month) day = day.AddDays(1);
        return day;
    }

    private static DateOnly WorkingDayFrom(DateOnly day)
    {
        while (IsOff(day)) day = day.AddDays(1);
        return day;
    }

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    private static bool IsOff(DateOnly day) =>
        day.DayOfWeek == DayOfWeek.Saturday || day.DayOfWeek == DayOfWeek.Sunday
        || $"{day:MM-dd}" is "01-01" or "05-01" or "07-21" or "08-15" or "11-01" or "11-11" or "12-25"
        || (day.DayNumber - Easter(day.Year).DayNumber) is 1 or 39 or 50;

    private static DateOnly Easter(int year)
    {
        int a = year % 19, b = year % 4, c = year % 7, k = year / 100;
        int p = (13 + 8 * k) / 25, q = k / 4;
        int m = (15 - p + k - q) % 30, n = (4 + k - q) % 7;
        int d = (19 * a + m) % 30, e = (2 * b + 4 * c + 6 * d + n) % 7;
        var march = 22 + d + e;
        if (d == 29 && e == 6) march = 50;
        if (d == 28 && e == 6 && (11 * m + 11) % 30 < 19) march = 49;
        return new DateOnly(year, 3, 1).AddDays(march - 1);
    }
}
