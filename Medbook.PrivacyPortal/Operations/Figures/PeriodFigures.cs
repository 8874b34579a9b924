using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Figures;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Figures;

/// <summary>How many requests are alike, whatever number of days they took.</summary>
/// <param name="On">The day of receipt of open ones; of the others the first of that month.</param>
/// <param name="Kind">What was asked.</param>
/// <param name="State">Where they stand, or how they ended.</param>
/// <param name="Timing">Whether the answer came in time.</param>
/// <param name="Count">How many.</param>
internal sealed record FigureCount(DateOnly On, RequestKind Kind, FigureState State, AnswerTiming Timing, int Count)
{
    /// <summary>The first of the month in which they arrived.</summary>
    public DateOnly Month => new(On.Year, On.Month, 1);
}

/// <summary>How many answers to a right took so many days.</summary>
internal sealed record KindDays(RequestKind Kind, int Days, int Count);

/// <summary>
/// The figures of a period. The database adds them up: of a million requests in three years the portal reads some two thousand rows, where
/// the table has eighty thousand.
/// </summary>
internal static class PeriodFigures
{
    /// <summary>How many requests are alike, some hundred a month; tests look at the plans of these on both databases.</summary>
    public static IQueryable<FigureCount> CountsOf(PortalDb db, FigurePeriod period) =>
        Of(db, period).GroupBy(figure => new { figure.On, figure.Kind, figure.State, figure.Timing })
            .Select(same => new FigureCount(same.Key.On, same.Key.Kind, same.Key.State, same.Key.Timing, same.Sum(figure => figure.Count)));

    /// <summary>The days to the answers, by right.</summary>
    public static IQueryable<KindDays> DaysOf(PortalDb db, FigurePeriod period) =>
        AnsweredIn(db, period).GroupBy(figure => new { figure.Kind, figure.Days })
            .Select(same => new KindDays(same.Key.Kind, same.Key.Days, same.Sum(figure => figure.Count)));

    /// <summary>What was answered of the requests of a period.</summary>
    public static IQueryable<RequestFigure> AnsweredIn(PortalDb db, FigurePeriod period) =>
        Of(db, period).Where(figure => figure.Timing != AnswerTiming.None);

    /// <summary>Adds some of them up.</summary>
    public static OutcomeCounts Sum(IEnumerable<FigureCount> some)
    {
        var counts = some.ToList();
        int Those(Func<FigureCount, bool> which) => counts.Where(which).Sum(count => count.Count);
        return new OutcomeCounts(
            Those(_ => true), Those(one => one.State.IsOpen()),
            Those(one => one.State == FigureState.Granted), Those(one => one.State == FigureState.PartlyGranted),
            Those(one => one.State == FigureState.Refused), Those(one => one.State == FigureState.Withdrawn),
            Those(one => one.Timing == AnswerTiming.OnTime), Those(one => one.Timing == AnswerTiming.AfterDue), Those(one => one.Timing == AnswerTiming.AfterTerm));
    }

    private static IQueryable<RequestFigure> Of(PortalDb db, FigurePeriod period)
    {
        var (from, until) = (period.From, period.Until);
        return db.RequestFigures.AsNoTracking().Where(figure => figure.On >= from && figure.On < until);
    }
}
