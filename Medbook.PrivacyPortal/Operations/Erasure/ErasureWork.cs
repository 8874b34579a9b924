using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>
/// The work of a run that carries an erasure out: source by source, kind of record by kind of record in the order in which the database
/// lets them go, batch by batch; then again over new connections, until a whole pass finds nothing that has to go. The portal's own rows
/// of the person, where they go, come when nothing is left elsewhere.
/// </summary>
public sealed class ErasureWork(IDbContextFactory<PortalDb> dbs, SourceCatalog sources, StepWork steps, OwnFiles ownFiles, TimeProvider clock)
{
    /// <summary>Code of a run that was begun too often.</summary>
    internal const string Interrupted = "interrupted";

    /// <summary>Code of a certificate that could not be signed.</summary>
    internal const string NotSigned = "not-signed";

    /// <summary>Code of destructions that could not be written into the ledger.</summary>
    internal const string NotInLedger = "not-in-ledger";

    // A pass finds what came in meanwhile. Whoever writes faster than it is erased has to stop first.
    private const int MostPasses = 5;

    // Somebody who reads a source for long keeps its log from being emptied.
    private static readonly TimeSpan MostFlush = TimeSpan.FromMinutes(10), BetweenFlushes = TimeSpan.FromSeconds(2);

    internal async Task<ErasureOutcome> RunAsync(ErasurePlan plan, RunPulse pulse)
    {
        await using var db = await dbs.CreateDbContextAsync(pulse.Token);
        var persons = (await PersonInSource.AllOfAsync(db, sources, plan.Subject, pulse.Token)).Where(person => person.Person is not null).ToList();
        var known = await db.ErasureSteps.Where(s => s.PlanId == plan.Id).OrderBy(s => s.Position).ToListAsync(pulse.Token);
        // Once the portal's own rows go, nobody knows any more who the person was elsewhere; by then nothing is left there.
        var isUnclear = plan.Lines.Any(line => line.IsCarriedOut && !persons.Exists(person => person.Source.Name == line.Source)
            && !known.Exists(step => step.Source == line.Source && step.IsCleared));
        if (isUnclear) return Failed("person-unclear");
        var all = known.Count > 0 ? known : await StepsAsync(db, plan, persons, pulse.Token);

        var (elsewhere, own) = (all.Where(step => step.Source != Map.PortalSource).ToList(), all.Where(step => step.Source == Map.PortalSource).ToList());
        if (own.Count == 0 || elsewhere.Exists(step => !step.IsCleared))
        {
            if (await ClearAsync(db, plan, persons, elsewhere, all, pulse) is { } left) return Failed(left);
        }
        var forgotten = await ForgottenAsync(persons, elsewhere, pulse.Token);
        if (own.Count > 0)
        {
            if (await ownFiles.DestroyAsync(plan, pulse.Token) is { } waits) return Failed(waits);
            if (await ClearAsync(db, plan, persons, own, all, pulse) is { } left) return Failed(left);
        }
        return new ErasureOutcome(all, forgotten, null);
    }

    // Passes over some sources until a whole one finds nothing that has to go; then their logs are emptied.
    private async Task<string?> ClearAsync(
        PortalDb db, ErasurePlan plan, List<PersonInSource> persons, IReadOnlyList<ErasureStep> some, IReadOnlyList<ErasureStep> all, RunPulse pulse)
    {
        await PassAsync(db, plan, persons, some, all, pulse);
        for (var pass = 2; ; pass++)
        {
            var before = some.Sum(step => step.Erased);
            foreach (var step in some) step.LookAgain();
            await db.SaveChangesAsync(pulse.Token);
            await PassAsync(db, plan, persons, some, all, pulse);
            if (some.Sum(step => step.Erased) == before) break;
            if (pass == MostPasses) return "rows-left";
        }
        if (await FlushAsync(persons, some, pulse) is not { } flushed) return "read-for-long";
        foreach (var step in some) step.Clear(flushed[step.Source]);
        await db.SaveChangesAsync(pulse.Token);
        return null;
    }

    private async Task PassAsync(
        PortalDb db, ErasurePlan plan, List<PersonInSource> persons, IReadOnlyList<ErasureStep> some, IReadOnlyList<ErasureStep> all, RunPulse pulse)
    {
        foreach (var group in some.GroupBy(step => step.Source))
        {
            if (group.All(step => step.IsDone)) continue;
            var person = persons.Single(p => p.Source.Name == group.Key);
            await using var erasing = await person.Source.OpenForErasureAsync(pulse.Token);
            foreach (var step in group)
            {
                var line = plan.Lines.Single(line => line.Source == step.Source && line.Dataset == step.Dataset);
                var at = new StepContext(db, plan, step, line, person.Source.Map.Find(step.Dataset)!, person.Person!, erasing);
                if (step.IsDone) await steps.SpareAsync(at, pulse.Token);
                else await steps.EraseAsync(at, () => TellAsync(plan, all, step, pulse), pulse.Token);
            }
        }
    }

    // The certificate waits until no byte of what went is left in the log of a file. Other engines cannot promise it, and it says so.
    private async Task<IReadOnlyDictionary<string, bool?>?> FlushAsync(List<PersonInSource> persons, IReadOnlyList<ErasureStep> some, RunPulse pulse)
    {
        var flushed = new Dictionary<string, bool?>();
        var until = clock.GetUtcNow() + MostFlush;
        foreach (var person in persons.Where(person => some.Any(step => step.Source == person.Source.Name)))
        {
            await using var erasing = await person.Source.OpenForErasureAsync(pulse.Token);
            while (!await erasing.FlushAsync(pulse.Token))
            {
                if (clock.GetUtcNow() >= until) return null;
                await Task.Delay(BetweenFlushes, clock, pulse.Token);
            }
            flushed[person.Source.Name] = person.Source.Map.Provider == "sqlite" ? true : null;
        }
        return flushed;
    }

    // Whoever is gone from a source must not be found there again under a key that the source gives to somebody else.
    private static async Task<IReadOnlyCollection<string>> ForgottenAsync(List<PersonInSource> persons, IReadOnlyList<ErasureStep> all, CancellationToken ct)
    {
        var forgotten = new List<string>();
        foreach (var person in persons.Where(person => all.Any(step => step.Source == person.Source.Name)))
        {
            await using var reading = await person.Source.OpenAsync(ct);
            if (await reading.FindPersonAsync(person.Person!, ct) is null) forgotten.Add(person.Source.Name);
        }
        return forgotten;
    }

    // Made once, in the order of the first try: a checkpoint belongs to a place in it.
    private static async Task<IReadOnlyList<ErasureStep>> StepsAsync(
        PortalDb db, ErasurePlan plan, List<PersonInSource> persons, CancellationToken ct)
    {
        var known = new List<ErasureStep>();
        foreach (var person in persons)
        {
            var meant = plan.Lines.Where(line => line.IsCarriedOut && line.Source == person.Source.Name).Select(line => line.Dataset).ToHashSet();
            if (meant.Count == 0) continue;
            var order = ErasureOrder.Of(person.Source.Map, await person.Source.ReadSchemaAsync(ct));
            foreach (var dataset in order.Where(dataset => meant.Contains(dataset.Id)))
            {
                known.Add(ErasureStep.Of(plan.Id, known.Count + 1, person.Source.Name, dataset.Id));
            }
        }
        db.ErasureSteps.AddRange(known);
        await db.SaveChangesAsync(ct);
        return known;
    }

    private static ErasureOutcome Failed(string code) => new([], [], code);

    private static ValueTask TellAsync(ErasurePlan plan, IReadOnlyList<ErasureStep> steps, ErasureStep at, RunPulse pulse) => pulse.TellAsync(new RunProgress(
        steps.Count(step => step.IsDone) + 1, steps.Count, steps.Sum(step => step.Erased), plan.Count, $"{at.Source}/{at.Dataset}"));
}
