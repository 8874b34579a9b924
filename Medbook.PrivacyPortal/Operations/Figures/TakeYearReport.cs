using System.Globalization;
using System.Text;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
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
        var figures = await PeriodFigures.ReadAsync(db, FigurePeriod.Of(year), ct);
        // Written before it leaves: nobody has a report that nobody took.
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.ReportTaken, clock.GetUtcNow(), reference: year.ToString(CultureInfo.InvariantCulture)));
        await db.SaveChangesAsync(ct);

        var culture = PortalCultures.Of(language);
        var csv = new StringBuilder();
        Line(csv, Columns.Select(column => Texts.In(culture, column)));
        foreach (var (month, some) in figures.GroupBy(PeriodFigures.Month).OrderBy(one => one.Key).Select(one => (one.Key, one.ToList())))
        {
            foreach (var kind in some.GroupBy(figure => figure.Kind).OrderBy(one => one.Key)) Row(csv, MonthOf(month), Terms.In(culture, $"RequestKind.{kind.Key}"), [.. kind]);
            Row(csv, MonthOf(month), Texts.In(culture, "together"), some);
        }
        foreach (var kind in figures.GroupBy(figure => figure.Kind).OrderBy(one => one.Key)) Row(csv, YearOf(year), Terms.In(culture, $"RequestKind.{kind.Key}"), [.. kind]);
        Row(csv, YearOf(year), Texts.In(culture, "together"), figures);
        return (byte[])[.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv.ToString())];
    }

    private static string MonthOf(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static string YearOf(int year) => year.ToString(CultureInfo.InvariantCulture);

    private static void Row(StringBuilder csv, string when, string right, IReadOnlyCollection<RequestFigure> figures)
    {
        var sum = PeriodFigures.Sum(figures);
        int?[] numbers =
        [
            sum.Received, sum.Open, sum.Granted, sum.PartlyGranted, sum.Refused, sum.Withdrawn, sum.OnTime, sum.AfterDue, sum.AfterTerm, sum.Median, sum.Ninth,
        ];
        Line(csv, [when, right, .. numbers.Select(number => number?.ToString(CultureInfo.InvariantCulture) ?? "")]);
    }

    private static void Line(StringBuilder csv, IEnumerable<string> cells) => csv.AppendJoin(',', cells.Select(SafeCell.Of)).Append("\r\n");
}
