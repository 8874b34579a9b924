using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Tests.Domain.Time;

public sealed class BelgianHolidaysTests
{
    [Fact]
    public void The_ten_holidays_of_2026_are_the_ones_of_the_calendar()
    {
        Assert.Equal(
            ["2026-01-01", "2026-04-06", "2026-05-01", "2026-05-14", "2026-05-25", "2026-07-21", "2026-08-15", "2026-11-01", "2026-11-11", "2026-12-25"],
            BelgianHolidays.Of(2026).Select(day => day.ToString("yyyy-MM-dd")));
    }

    [Theory]
    // Published dates; 1818 and 2285 are the earliest possible Easter, 1943 and 2038 the latest, 1954 and 1981 the exceptions of the tables.
    [InlineData("1818-03-22")]
    [InlineData("1943-04-25")]
    [InlineData("1954-04-18")]
    [InlineData("1981-04-19")]
    [InlineData("2000-04-23")]
    [InlineData("2024-03-31")]
    [InlineData("2025-04-20")]
    [InlineData("2026-04-05")]
    [InlineData("2027-03-28")]
    [InlineData("2038-04-25")]
    [InlineData("2285-03-22")]
    public void Easter_falls_on_its_published_date(string date)
    {
        var easter = DateOnly.Parse(date);
        Assert.Equal(easter, BelgianHolidays.EasterSunday(easter.Year));
    }

    [Fact]
    public void Easter_agrees_with_the_moon_tables_of_the_church_in_every_year()
    {
        for (var year = 1583; year <= 9999; year++) Assert.Equal(EasterByTheMoon(year), BelgianHolidays.EasterSunday(year));
    }

    [Fact]
    public void Holidays_that_meet_on_one_day_do_not_disturb_each_other()
    {
        // In 2008 Ascension fell on the first of May.
        Assert.Equal(10, BelgianHolidays.Of(2008).Count);
        Assert.Equal(9, BelgianHolidays.Of(2008).Distinct().Count());
        Assert.Equal(new DateOnly(2008, 5, 2), BelgianHolidays.NextWorkingDay(new DateOnly(2008, 5, 1)));
    }

    [Theory]
    [InlineData("2026-11-28", false)] // Saturday
    [InlineData("2026-11-29", false)] // Sunday
    [InlineData("2026-11-30", true)]
    [InlineData("2026-11-11", false)] // Armistice, a Wednesday
    [InlineData("2026-12-26", false)] // a Saturday; the day after Christmas is no holiday
    [InlineData("2025-12-26", true)]
    public void Working_days_are_Monday_to_Friday_without_holidays(string date, bool working) =>
        Assert.Equal(working, BelgianHolidays.IsWorkingDay(DateOnly.Parse(date)));

    [Fact]
    public void Christmas_and_the_weekend_after_it_are_skipped_in_one_go() =>
        Assert.Equal(new DateOnly(2026, 12, 28), BelgianHolidays.NextWorkingDay(new DateOnly(2026, 12, 25)));

    // Another road to the same day: the paschal full moon by golden number and epact (as in the calendar reform of 1582), then day by day to Sunday.
    private static DateOnly EasterByTheMoon(int year)
    {
        var century = year / 100 + 1;
        var golden = year % 19 + 1;
        var solar = 3 * century / 4 - 12;
        var lunar = (8 * century + 5) / 25 - 5;
        var epact = (11 * golden + 20 + lunar - solar) % 30;
        if (epact < 0) epact += 30;
        if (epact == 24 || (epact == 25 && golden > 11)) epact++;
        var fullMoon = 44 - epact;
        if (fullMoon < 21) fullMoon += 30;
        var day = new DateOnly(year, 3, 1).AddDays(fullMoon);
        while (day.DayOfWeek != DayOfWeek.Sunday) day = day.AddDays(1);
        return day;
    }
}
