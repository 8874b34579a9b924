using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Retention;
using Medbook.PrivacyPortal.Operations.Holds;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Retention;

/// <summary>Counts the records whose period has ended, and what holds some of them; nothing is changed.</summary>
public sealed partial class DueRows(IDbContextFactory<PortalDb> dbs, SourceCatalog sources, ConsultHolds consult, TimeProvider clock, ILogger<DueRows> log)
{
    /// <summary>The datasets of a source whose rows go by a date.</summary>
    internal static IEnumerable<Dataset> Of(LiveSource source) =>
        source.Map.Datasets.Where(dataset => dataset.CopyOf is null && PeriodReach.CanTell(dataset) && PeriodReach.Touches(dataset));

    /// <summary>The operator's sources. What the portal keeps itself ends in its own ways.</summary>
    internal static IEnumerable<LiveSource> Sources(SourceCatalog sources) => sources.All.Where(source => source.Name != Map.PortalSource);

    /// <summary>What is due on a day, in every source.</summary>
    /// <param name="today">The day in Brussels: a period that ended before it is over.</param>
    /// <param name="ct">Cancels.</param>
    internal async Task<FoundDue> FindAsync(DateOnly today, CancellationToken ct)
    {
        var (lines, missing) = (new List<SweepLine>(), new List<string>());
        foreach (var source in Sources(sources))
        {
            var datasets = Of(source).ToList();
            if (datasets.Count == 0) continue;
            try
            {
                if (source.Drift.Count > 0) throw new SourceUnavailableException(source.Name, SourceFault.SchemaDiffers);
                await using var reading = await source.OpenAsync(ct);
                foreach (var dataset in datasets) lines.Add(await FindAsync(source, reading, dataset, today, ct));
            }
            catch (SourceException fault)
            {
                LogNotCounted(fault.SourceName, fault.Fault, fault.EngineCode);
                missing.Add(source.Name);
            }
        }
        return new([.. lines.OrderByDescending(line => line.Count)], missing);
    }

    private async Task<SweepLine> FindAsync(LiveSource source, SourceReading reading, Dataset dataset, DateOnly today, CancellationToken ct)
    {
        var last = dataset.Retention.Period!.Value.LastStartEndedBefore(today);
        var reach = new PeriodReach(new Dictionary<string, DateOnly> { [dataset.Id] = last });
        var count = await reading.CountAsync(dataset, reach, among: null, ct);
        var held = count == 0 ? 0 : await HeldAsync(source, reading, dataset, reach, count, ct);
        var samples = count == 0 || dataset.Key.Count == 0 ? [] : await reading.FindKeysAsync(dataset, reach, afterKey: null, SweepLine.MostSamples, ct);
        return new(source.Name, dataset.Id, last, PeriodReach.Deletes(dataset), count, Math.Min(held, count), samples);
    }

    private async Task<long> HeldAsync(LiveSource source, SourceReading reading, Dataset dataset, PeriodReach reach, long count, CancellationToken ct)
    {
        var holds = new DueRowHolds(dbs, consult, clock, source.Name, dataset, (person, stop) => reading.FindKeysAsync(dataset, reach.Of(person), afterKey: null, int.MaxValue, stop));
        var now = await holds.NowAsync(ct);
        if (now.OnAll) return count;
        if (dataset.Key.Count == 0)
        {
            var persons = await holds.PersonsAsync(now, ct);
            return persons.Count == 0 ? 0 : count - await reading.CountAsync(dataset, reach.Without(persons), among: null, ct);
        }
        var held = await holds.OfPersonsAsync(now, ct);
        var named = now.Records.Except(held).ToList();
        return held.Count + (named.Count == 0 ? 0 : await reading.CountAsync(dataset, reach, named, ct));
    }

    [LoggerMessage(LogLevel.Warning, "Source {Source} could not be read for a sweep ({Fault} {Code}).")]
    private partial void LogNotCounted(string source, SourceFault fault, string? code);
}
