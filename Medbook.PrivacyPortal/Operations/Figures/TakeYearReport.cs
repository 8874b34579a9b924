using System.Globalization;
using System.Text;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Figures;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Operations.Copies.Archive;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Figures;

/// <summary>Names the texts of the yearly report.</summary>
internal sealed class ReportTexts;

/// <summary>The report of a year as a CSV for spreadsheets: what became of the requests that arrived in it, by right, by month and together.</summary>
public sealed class TakeYearReport(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    private static readonly CultureTexts Texts = new(typeof(ReportTexts));
    private static readonly CultureTexts Terms = new(typeof(TermTexts));

    private static readonly string[] Columns =
        ["month", "right", "received", "open", "granted", "partly", "refused", "withdrawn", "on-time", "after-due", "after-term", "median", "ninth"];

    /// <param name="who">Who takes it.</param>
    /// <param name="year">The year.</param>
    /// <param name="language">Language of its head and of the rights, as a culture name.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The file; or <see cref="NotFound"/> for a year that has not begun or lies before the law.</returns>
    public async Task<Result<byte[]>> RunAsync(Actor who, int year, string language, CancellationToken ct)
    {
        if (guard.Check(who, Permission.TakeYearReport) is { } denied) return denied;
        if (year < ReadDashboard.FirstYear || year > BrusselsTime.Today(clock).Year) return new NotFound();
        await using var db = await dbs.CreateDbContextAsync(ct);
        var counts = await PeriodFigures.CountsOf(db, FigurePeriod.Of(year)).ToListAsync(ct);
        var days = await DaysOf(db, FigurePeriod.Of(year)).ToListAsync(ct);
        // Written before it leaves: nobody has a report that nobody took.
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.ReportTaken, clock.GetUtcNow(), reference: year.ToString(CultureInfo.InvariantCulture)));
        await db.SaveChangesAsync(ct);

        var culture = PortalCultures.Of(language);
        var csv = new StringBuilder();
        Line(csv, Columns.Select(column => Texts.In(culture, column)));
        foreach (var month in counts.Select(count => count.Month).Distinct().Order())
        {
            Add(month.ToString("yyyy-MM", CultureInfo.InvariantCulture), counts.FindAll(count => count.Month == month), days.FindAll(one => one.Month == month));
        }
        Add(year.ToString(CultureInfo.InvariantCulture), counts, days);
        return (byte[])[.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv.ToString())];

        // A line for each right that was asked for, and one for all.
        void Add(string when, List<FigureCount> some, List<MonthDays> took)
        {
            foreach (var kind in some.Select(count => count.Kind).Distinct().Order())
            {
                Row(csv, when, Terms.In(culture, $"RequestKind.{kind}"), some.Where(count => count.Kind == kind), took.Where(one => one.Kind == kind));
            }
            Row(csv, when, Texts.In(culture, "together"), some, took);
        }
    }

    // The dashboard shows no median of a month; the report does.
    private static IQueryable<MonthDays> DaysOf(PortalDb db, FigurePeriod period) =>
        PeriodFigures.AnsweredIn(db, period).GroupBy(figure => new { figure.On, figure.Kind, figure.Days })
            .Select(same => new MonthDays(same.Key.On, same.Key.Kind, same.Key.Days, same.Sum(figure => figure.Count)));

    private static void Row(StringBuilder csv, string when, string right, IEnumerable<FigureCount> counts, IEnumerable<MonthDays> days)
    {
        var sum = RequestOutcomes.Of(PeriodFigures.Sum(counts), new DaysTaken(days.Select(one => (one.Days, one.Count))));
        int?[] numbers =
        [
            sum.Counts.Received, sum.Counts.Open, sum.Counts.Granted, sum.Counts.PartlyGranted, sum.Counts.Refused, sum.Counts.Withdrawn,
            sum.Counts.OnTime, sum.Counts.AfterDue, sum.Counts.AfterTerm, sum.Median, sum.Ninth,
        ];
        Line(csv, [when, right, .. numbers.Select(number => number?.ToString(CultureInfo.InvariantCulture) ?? "")]);
    }

    private static void Line(StringBuilder csv, IEnumerable<string> cells) => csv.AppendJoin(',', cells.Select(SafeCell.Of)).Append("\r\n");

    /// <summary>How many answers to a right, asked for in a month, took so many days.</summary>
    private sealed record MonthDays(DateOnly Month, RequestKind Kind, int Days, int Count);
}
