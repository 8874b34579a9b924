using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>The frame of carrying a plan out, whoever asked for it: the steps, pass after pass until one finds nothing, and the logs of the sources.</summary>
internal static class Passes
{
    // A pass finds what came in meanwhile. Whoever writes faster than it is erased has to stop first.
    private const int Most = 5;

    // Somebody who reads a source for long keeps its log from being emptied.
    private static readonly TimeSpan MostFlush = TimeSpan.FromMinutes(10), BetweenFlushes = TimeSpan.FromSeconds(2);

    /// <summary>The steps of a plan. They are made once, in the order of the first try: a checkpoint belongs to a place in it.</summary>
    /// <param name="db">Keeps them.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="meant">The sources with the datasets that are carried out.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<IReadOnlyList<ErasureStep>> StepsAsync(
        PortalDb db, Guid plan, IEnumerable<(LiveSource Source, IReadOnlySet<string> Datasets)> meant, CancellationToken ct)
    {
        var known = await db.ErasureSteps.Where(s => s.PlanId == plan).OrderBy(s => s.Position).ToListAsync(ct);
        if (known.Count > 0) return known;
        foreach (var (source, datasets) in meant.Where(one => one.Datasets.Count > 0))
        {
            var order = ErasureOrder.Of(source.Map, await source.ReadSchemaAsync(ct));
            foreach (var dataset in order.Where(dataset => datasets.Contains(dataset.Id)))
            {
                known.Add(ErasureStep.Of(plan, known.Count + 1, source.Name, dataset.Id));
            }
        }
        db.ErasureSteps.AddRange(known);
        await db.SaveChangesAsync(ct);
        return known;
    }

    /// <summary>
    /// Looks at every step, and again until a whole pass finds nothing that has to go; then empties the logs of their sources. A certificate
    /// waits until no byte of what went is left in the log of a file. Other engines cannot promise it, and it says so.
    /// </summary>
    /// <returns>Why something is left, as a code; null where nothing is.</returns>
    public static async Task<string?> ClearAsync(
        PortalDb db, IReadOnlyList<ErasureStep> some, IEnumerable<LiveSource> sources, Func<Task> pass, TimeProvider clock, CancellationToken ct)
    {
        await pass();
        for (var number = 2; ; number++)
        {
            var before = some.Sum(step => step.Erased);
            foreach (var step in some) step.LookAgain();
            await db.SaveChangesAsync(ct);
            await pass();
            if (some.Sum(step => step.Erased) == before) break;
            if (number == Most) return "rows-left";
        }
        var until = clock.GetUtcNow() + MostFlush;
        foreach (var source in sources.Where(source => some.Any(step => step.Source == source.Name)))
        {
            if (!await FlushAsync(source, until, clock, ct)) return "read-for-long";
            foreach (var step in some.Where(step => step.Source == source.Name)) step.Clear(source.Map.Provider == "sqlite" ? true : null);
        }
        await db.SaveChangesAsync(ct);
        return null;
    }

    private static async Task<bool> FlushAsync(LiveSource source, DateTimeOffset until, TimeProvider clock, CancellationToken ct)
    {
        await using var erasing = await source.OpenForErasureAsync(ct);
        while (!await erasing.FlushAsync(ct))
        {
            if (clock.GetUtcNow() >= until) return false;
            await Task.Delay(BetweenFlushes, clock, ct);
        }
        return true;
    }

    /// <summary>How far it is, as a run tells it.</summary>
    public static ValueTask TellAsync(DestructionPlan plan, IReadOnlyList<ErasureStep> steps, ErasureStep at, RunPulse pulse) => pulse.TellAsync(new(
        steps.Count(step => step.IsDone) + 1, steps.Count, steps.Sum(step => step.Erased), plan.Count, $"{at.Source}/{at.Dataset}"));
}
