using Medbook.PrivacyPortal.Domain.Figures;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Figures;

/// <summary>The figures of a period: some ten thousand rows at most, however many requests they stand for.</summary>
internal static class PeriodFigures
{
    /// <summary>Reads them.</summary>
    public static Task<List<RequestFigure>> ReadAsync(PortalDb db, FigurePeriod period, CancellationToken ct) =>
        Of(db, period).ToListAsync(ct);

    /// <summary>The rows of a period; a test looks at the plan on both databases.</summary>
    public static IQueryable<RequestFigure> Of(PortalDb db, FigurePeriod period)
    {
        var (from, until) = (period.From, period.Until);
        return db.RequestFigures.AsNoTracking().Where(figure => figure.On >= from && figure.On < until);
    }

    /// <summary>The first of the month in which they arrived.</summary>
    public static DateOnly Month(RequestFigure figure) => new(figure.On.Year, figure.On.Month, 1);

    /// <summary>What became of some of them.</summary>
    public static RequestOutcomes Sum(IReadOnlyCollection<RequestFigure> figures)
    {
        var taken = new DaysTaken(figures.Where(figure => figure.Timing != AnswerTiming.None).Select(figure => (figure.Days, figure.Count)));
        int Those(Func<RequestFigure, bool> which) => figures.Where(which).Sum(figure => figure.Count);
        return new RequestOutcomes(
            Those(_ => true), Those(figure => figure.State.IsOpen()),
            Those(figure => figure.State == FigureState.Granted), Those(figure => figure.State == FigureState.PartlyGranted),
            Those(figure => figure.State == FigureState.Refused), Those(figure => figure.State == FigureState.Withdrawn),
            Those(figure => figure.Timing == AnswerTiming.OnTime), Those(figure => figure.Timing == AnswerTiming.AfterDue),
            Those(figure => figure.Timing == AnswerTiming.AfterTerm), taken.Median, taken.Ninth);
    }
}
