namespace Medbook.PrivacyPortal.Domain.Time;

/// <summary>The ten legal public holidays of Belgium, in any year of the Gregorian calendar.</summary>
/// <remarks>Regulation 1182/71, article 2(1); Belgian Royal Decree of 18 April 1974.</remarks>
public static class BelgianHolidays
{
    /// <summary>The holidays of a year, in order.</summary>
    /// <param name="year">From 1583, the first whole year of the Gregorian calendar, to 9999.</param>
    public static IReadOnlyList<DateOnly> Of(int year)
    {
        var easter = EasterSunday(year);
        return new[]
        {
            new DateOnly(year, 1, 1),
            easter.AddDays(1),      // Easter Monday
            new DateOnly(year, 5, 1),
            easter.AddDays(39),     // Ascension
            easter.AddDays(50),     // Whit Monday
            new DateOnly(year, 7, 21),
            new DateOnly(year, 8, 15),
            new DateOnly(year, 11, 1),
            new DateOnly(year, 11, 11),
            new DateOnly(year, 12, 25),
        }.Order().ToArray();
    }

    /// <summary>Whether a date is a legal public holiday. Sundays are none by themselves: <see cref="IsWorkingDay"/> knows them.</summary>
    public static bool Contains(DateOnly date) => Of(date.Year).Contains(date);

    /// <summary>Whether a date is a working day: Monday to Friday, and no public holiday.</summary>
    /// <remarks>Regulation 1182/71, article 2(2).</remarks>
    public static bool IsWorkingDay(DateOnly date) =>
        date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Contains(date);

    /// <summary>The date itself where it is a working day, else the next one.</summary>
    /// <remarks>Rule T3; Regulation 1182/71, article 3(4).</remarks>
    public static DateOnly NextWorkingDay(DateOnly date)
    {
        while (!IsWorkingDay(date)) date = date.AddDays(1);
        return date;
    }

    /// <summary>Easter Sunday of a year, by the calendar's own arithmetic (Meeus, Jones and Butcher).</summary>
    public static DateOnly EasterSunday(int year)
    {
        var golden = year % 19;
        var (century, yearOfCentury) = Math.DivRem(year, 100);
        var (leapCenturies, centuryRest) = Math.DivRem(century, 4);
        var moonCorrection = (century - (century + 8) / 25 + 1) / 3;
        var epact = (19 * golden + century - leapCenturies - moonCorrection + 15) % 30;
        var (leapYears, yearRest) = Math.DivRem(yearOfCentury, 4);
        var daysToSunday = (32 + 2 * centuryRest + 2 * leapYears - epact - yearRest) % 7;
        var lateMoon = (golden + 11 * epact + 22 * daysToSunday) / 451;
        var (month, day) = Math.DivRem(epact + daysToSunday - 7 * lateMoon + 114, 31);
        return new DateOnly(year, month, day + 1);
    }
}
