using System.Globalization;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Ui;

/// <summary>A value of a record, as the team reads it.</summary>
public static class FactWords
{
    public static string Of(object value) => value switch
    {
        DateOnly date => LongDate.Of(date),
        DateTimeOffset time => $"{LongDate.Of(BrusselsTime.DateOf(time))}, {BrusselsTime.WallClock(time):HH:mm}",
        IFormattable number => number.ToString(null, CultureInfo.CurrentCulture),
        _ => value.ToString() ?? "",
    };
}
