namespace Medbook.PrivacyPortal.Tests.Domain.Time;

/// <summary>The same term counted another way: one day after the other, with the holidays from Gauss's formula.</summary>
internal static class CalendarWalk
{
    public static (DateOnly Thirty, DateOnly Month, DateOnly Limit) From(DateOnly received)
    {
        var day = received;
        for (var counted = 0; counted < 30; counted++) day = day.AddDays(1);
        var thirty = day;

        day = received;
        while (day.Month == received.Month) day = day.AddDays(1);
        var next = day.Month;
        while (day.Day < received.Day && day.AddDays(1).Month == next) day = day.AddDays(1);
        var month = day;

        while (IsOff(day)) day = day.AddDays(1);
        return (thirty, month, day);
    }

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
