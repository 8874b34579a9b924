using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Figures;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Figures;

/// <summary>
/// The dashboard. It reads what was counted when it happened, so its cost follows the months and not the requests. It names nobody, so
/// looking at it is no look at anybody's data.
/// </summary>
public sealed class ReadDashboard(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <summary>The first year that can be asked for.</summary>
    public const int FirstYear = 2018;

    /// <param name="who">Who looks.</param>
    /// <param name="year">A calendar year; null for the last twelve months.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<DashboardFigures>> RunAsync(Actor who, int? year, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadDashboard) is { } denied) return denied;
        var today = BrusselsTime.Today(clock);
        if (year < FirstYear || year > today.Year) return new NotFound();
        var period = year is { } whole ? FigurePeriod.Of(whole) : FigurePeriod.YearUntil(today);

        await using var db = await dbs.CreateDbContextAsync(ct);
        var open = await OpenOf(db).ToListAsync(ct);
        var figures = await PeriodFigures.ReadAsync(db, period, ct);
        var byMonth = figures.ToLookup(PeriodFigures.Month);
        return new DashboardFigures(
            period,
            [.. FigureStates.Open.Select(state => ByAge(state, open, today))],
            open.Where(figure => figure.On.AddDays(figure.Days) < today).Sum(figure => figure.Count),
            PeriodFigures.Sum(figures),
            [.. period.Months.Select(month => (month, PeriodFigures.Sum([.. byMonth[month]])))],
            [.. figures.GroupBy(figure => figure.Kind).OrderBy(same => same.Key).Select(same => (same.Key, PeriodFigures.Sum([.. same])))],
            await ChoicesAsync(db, period, ct));
    }

    /// <summary>What is open, however old; a test looks at the plan on both databases.</summary>
    internal static IQueryable<RequestFigure> OpenOf(PortalDb db)
    {
        var states = FigureStates.Open;
        return db.RequestFigures.AsNoTracking().Where(figure => states.Contains(figure.State));
    }

    private static OpenFigures ByAge(FigureState state, IEnumerable<RequestFigure> open, DateOnly today)
    {
        var counts = new int[AgeBands.From.Count];
        foreach (var figure in open.Where(figure => figure.State == state)) counts[AgeBands.Of(today.DayNumber - figure.On.DayNumber)] += figure.Count;
        return new OpenFigures(state, counts);
    }

    private static async Task<IReadOnlyList<MonthsChoices>> ChoicesAsync(PortalDb db, FigurePeriod period, CancellationToken ct)
    {
        var (from, until) = (period.From, period.Until);
        var choices = await db.ConsentFigures.AsNoTracking().Where(figure => figure.On >= from && figure.On < until).ToListAsync(ct);
        var byMonth = choices.ToLookup(figure => figure.On);
        return [.. period.Months.Select(month => new MonthsChoices(month, byMonth[month].ToDictionary(figure => figure.Decision, figure => figure.Count)))];
    }
}
