using System.Globalization;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Ui;

/// <summary>One line of how a date is worked out.</summary>
/// <param name="Label">What it says.</param>
/// <param name="On">The day it leads to; null where it counts days.</param>
/// <param name="Days">The days it adds.</param>
/// <param name="Decides">Whether this is the date that is worked to.</param>
internal sealed record DueLine(string Label, DateOnly? On, int Days = 0, bool Decides = false)
{
    /// <summary>The calculation of a term as it stands on a day: both clocks, the one that stood still and the one that did not.</summary>
    public static IEnumerable<DueLine> Of(Deadline kept, DateOnly today, IStringLocalizer<UiTexts> texts)
    {
        var (of, plain) = (kept.On(today), kept.Unpaused);
        var isFirst = kept.Pauses.Count == 0 && of.ExtendedOn is null;
        var thirtyDaysDecide = plain.ThirtyDays <= plain.OneMonth;
        yield return new(texts["calc.received"], of.Received);
        yield return new(texts["calc.thirty-days"], plain.ThirtyDays, Decides: isFirst && thirtyDaysDecide);
        yield return new(texts["calc.one-month"], plain.OneMonth, Decides: isFirst && !thirtyDaysDecide);
        foreach (var pause in kept.Pauses)
        {
            yield return new(
                pause.Answered is { } answered
                    ? texts["calc.paused", LongDate.Of(pause.Asked), LongDate.Of(answered)]
                    : texts["calc.paused-since", LongDate.Of(pause.Asked)],
                On: null, Days: pause.Until(today).Days);
        }
        if (kept.Pauses.Count > 0)
        {
            yield return new(texts[kept.PausedSince is null ? "calc.with-pause" : "calc.answered-today"], of.Due, Decides: of.ExtendedOn is null);
        }
        if (of.ExtendedOn is { } told) yield return new(texts["calc.extended", LongDate.Of(told)], of.ExtendedTo, Decides: true);

        yield return new(Limit(of, texts), of.LastLegalDay);
        if (of.ExtendedOn is not null) yield return new(texts["calc.refusal"], of.HardLimit);
    }

    private static string Limit(Deadline of, IStringLocalizer<UiTexts> texts)
    {
        var end = of.ExtendedOn is null ? of.OneMonth : of.ExtendedTo;
        return end == of.LastLegalDay ? texts["calc.limit"]
            : end.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday
                ? texts["calc.limit-moved", end.ToString("dddd", CultureInfo.CurrentCulture)]
                : texts["calc.limit-holiday"];
    }
}
