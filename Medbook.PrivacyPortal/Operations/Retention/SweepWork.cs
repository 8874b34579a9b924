using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Retention;
using Medbook.PrivacyPortal.Operations.Erasure;
using Medbook.PrivacyPortal.Operations.Holds;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Retention;

/// <summary>
/// The work of a run that carries a sweep out: source by source, kind of record by kind of record, in batches that never keep others from
/// writing for long. Each row goes only if its period, as it was approved, has ended at that moment and nothing holds it.
/// </summary>
public sealed class SweepWork(IDbContextFactory<PortalDb> dbs, SourceCatalog sources, StepWork steps, ConsultHolds consult, TimeProvider clock)
{
    private const int FirstBatch = 400;

    internal async Task<ErasureOutcome> RunAsync(RetentionSweep sweep, RunPulse pulse)
    {
        await using var db = await dbs.CreateDbContextAsync(pulse.Token);
        var lines = sweep.Lines.Where(line => line.Count > 0).ToLookup(line => line.Source);
        var touched = DueRows.Sources(sources).Where(source => lines.Contains(source.Name)).ToList();
        // A map that says something else now than what was approved: somebody has to look again.
        if (touched.Count < lines.Count || lines.SelectMany(some => some).Any(line => !Stands(line, sweep.Day))) return ErasureOutcome.Failed("map-changed");

        var all = await Passes.StepsAsync(
            db, sweep.Id, touched.Select(source => (source, (IReadOnlySet<string>)lines[source.Name].Select(line => line.Dataset).ToHashSet())), pulse.Token);
        return await Passes.ClearAsync(db, all, touched, () => PassAsync(db, sweep, touched, all, pulse), clock, pulse.Token) is { } left
            ? ErasureOutcome.Failed(left) : new ErasureOutcome(all, Forgotten: [], Problem: null);
    }

    private bool Stands(SweepLine line, DateOnly day) =>
        sources.Find(line.Source)?.Map.Find(line.Dataset) is { } dataset && PeriodReach.CanTell(dataset)
        && PeriodReach.Touches(dataset) && PeriodReach.Deletes(dataset) == line.IsDeleted
        && dataset.Retention.Period!.Value.LastStartEndedBefore(day) == line.LastStart;

    private async Task PassAsync(PortalDb db, RetentionSweep sweep, List<LiveSource> touched, IReadOnlyList<ErasureStep> all, RunPulse pulse)
    {
        foreach (var group in all.GroupBy(step => step.Source))
        {
            if (group.All(step => step.IsDone)) continue;
            var source = touched.Single(source => source.Name == group.Key);
            var reach = new PeriodReach(group.ToDictionary(step => step.Dataset, step => LineOf(sweep, step).LastStart));
            var size = new BatchSize(FirstBatch, SourceErasing.MostKeys);
            await using var erasing = await source.OpenForErasureAsync(pulse.Token);
            foreach (var step in group)
            {
                var dataset = source.Map.Find(step.Dataset)!;
                var holds = new DueRowHolds(dbs, consult, clock, source.Name, dataset, (person, ct) => RowsOfAsync(erasing, dataset, reach.Of(person), ct));
                var judge = new PeriodJudge(holds, reach, rowsStay: !LineOf(sweep, step).IsDeleted);
                var at = new StepContext(db, sweep.Id, step, dataset, reach, judge, size, erasing);
                if (step.IsDone) await steps.SpareAsync(at, pulse.Token);
                else await steps.EraseAsync(at, () => Passes.TellAsync(sweep, all, step, pulse), pulse.Token);
            }
        }
    }

    private static SweepLine LineOf(RetentionSweep sweep, ErasureStep step) =>
        sweep.Lines.Single(line => line.Source == step.Source && line.Dataset == step.Dataset);

    private static async Task<IReadOnlyList<string>> RowsOfAsync(SourceErasing erasing, Dataset dataset, PeriodReach reach, CancellationToken ct) =>
        [.. (await erasing.FindAsync(dataset, reach, afterKey: null, int.MaxValue, ct)).Select(row => row.Key)];
}
