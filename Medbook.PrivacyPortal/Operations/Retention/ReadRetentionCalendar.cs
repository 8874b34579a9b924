using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Operations.Retention;

/// <summary>What comes to its end in each of the next months.</summary>
/// <param name="Months">The first days of the months; the first is the one that runs.</param>
/// <param name="Rows">The kinds of record.</param>
/// <param name="Missing">The sources that could not be counted.</param>
public sealed record RetentionCalendar(IReadOnlyList<DateOnly> Months, IReadOnlyList<CalendarRow> Rows, IReadOnlyList<LocalText> Missing);

/// <summary>The records of one kind.</summary>
/// <param name="Label">What people call them.</param>
/// <param name="Counts">How many periods end in each month; in the one that runs those that have not ended yet.</param>
public sealed record CalendarRow(LocalText Label, IReadOnlyList<long> Counts);

/// <summary>Counts, month by month, the records whose period ends in the next twelve months: one look at each table.</summary>
public sealed partial class ReadRetentionCalendar(SourceCatalog sources, Guard guard, TimeProvider clock, ILogger<ReadRetentionCalendar> log)
{
    /// <summary>How many months.</summary>
    public const int MonthCount = 12;

    public async Task<Result<RetentionCalendar>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadRetentionCalendar) is { } denied) return denied;
        var today = BrusselsTime.Today(clock);
        var first = new DateOnly(today.Year, today.Month, 1);
        var (rows, missing) = (new List<CalendarRow>(), new List<LocalText>());
        foreach (var source in DueRows.Sources(sources).Where(source => DueRows.Of(source).Any()))
        {
            try
            {
                await using var reading = await source.OpenAsync(ct);
                foreach (var dataset in DueRows.Of(source)) rows.Add(await RowOfAsync(reading, dataset, [today, .. Enumerable.Range(1, MonthCount).Select(first.AddMonths)], ct));
            }
            catch (SourceException fault)
            {
                LogNotCounted(fault.SourceName, fault.Fault, fault.EngineCode);
                missing.Add(source.Map.Label);
            }
        }
        return new RetentionCalendar([.. Enumerable.Range(0, MonthCount).Select(first.AddMonths)], rows, missing);
    }

    // Between two edges lie the periods that end from the first of them on, and before the second.
    private static async Task<CalendarRow> RowOfAsync(SourceReading reading, Dataset dataset, IReadOnlyList<DateOnly> edges, CancellationToken ct)
    {
        var period = dataset.Retention.Period!.Value;
        var begun = await reading.CountBegunAsync(dataset, [.. edges.Select(period.LastStartEndedBefore)], ct);
        return new(dataset.Label, [.. begun.Skip(1).Zip(begun, (until, before) => until - before)]);
    }

    [LoggerMessage(LogLevel.Warning, "Source {Source} could not be read for the calendar ({Fault} {Code}).")]
    private partial void LogNotCounted(string source, SourceFault fault, string? code);
}
