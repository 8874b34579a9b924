using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Figures;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Figures;

/// <summary>How many open requests of a state arrived on a day and are due on another.</summary>
/// <param name="State">The state.</param>
/// <param name="On">The day of receipt.</param>
/// <param name="Days">Days from it to the due date.</param>
/// <param name="Count">How many.</param>
internal sealed record OpenCount(FigureState State, DateOnly On, int Days, int Count);

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
        var counts = await PeriodFigures.CountsOf(db, period).ToListAsync(ct);
        var days = await PeriodFigures.DaysOf(db, period).ToListAsync(ct);
        var (byMonth, daysByKind) = (counts.ToLookup(count => count.Month), days.ToLookup(one => one.Kind));
        return new DashboardFigures(
            period,
            [.. FigureStates.Open.Select(state => ByAge(state, open, today))],
            open.Where(one => one.On.AddDays(one.Days) < today).Sum(one => one.Count),
            Of(counts, days),
            [.. period.Months.Select(month => (month, PeriodFigures.Sum(byMonth[month])))],
            [.. counts.GroupBy(count => count.Kind).OrderBy(same => same.Key).Select(same => (same.Key, Of(same, daysByKind[same.Key])))],
            await ChoicesAsync(db, period, ct));
    }

    private static RequestOutcomes Of(IEnumerable<FigureCount> counts, IEnumerable<KindDays> days) =>
        RequestOutcomes.Of(PeriodFigures.Sum(counts), new DaysTaken(days.Select(one => (one.Days, one.Count))));

    /// <summary>What is open, however old; a test looks at the plan on both databases.</summary>
    internal static IQueryable<OpenCount> OpenOf(PortalDb db)
    {
        var states = FigureStates.Open;
        return db.RequestFigures.Where(figure => states.Contains(figure.State)).GroupBy(figure => new { figure.State, figure.On, figure.Days })
            .Select(same => new OpenCount(same.Key.State, same.Key.On, same.Key.Days, same.Sum(figure => figure.Count)));
    }

    private static OpenFigures ByAge(FigureState state, IEnumerable<OpenCount> open, DateOnly today)
    {
        var counts = new int[AgeBands.From.Count];
        foreach (var one in open.Where(one => one.State == state)) counts[AgeBands.Of(today.DayNumber - one.On.DayNumber)] += one.Count;
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
