using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Operations.Holds;
using Medbook.PrivacyPortal.Operations.Recipients;
using Medbook.PrivacyPortal.Operations.Research.Removals;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>
/// The work of a run that carries an erasure out: source by source, kind of record by kind of record in the order in which the database
/// lets them go, batch by batch; then again over new connections, until a whole pass finds nothing that has to go. The portal's own rows
/// of the person, where they go, come when nothing is left elsewhere.
/// </summary>
public sealed class ErasureWork(
    IDbContextFactory<PortalDb> dbs, SourceCatalog sources, StepWork steps, ConsultHolds holds, OwnFiles ownFiles, ErasureNotices notices, StudyDecisions studies, TimeProvider clock)
{
    // Nobody who writes into the source shall wait long.
    private const int FirstBatch = 400;

    internal async Task<ErasureOutcome> RunAsync(ErasurePlan plan, RunPulse pulse)
    {
        await using var db = await dbs.CreateDbContextAsync(pulse.Token);
        var persons = (await PersonInSource.AllOfAsync(db, sources, plan.Subject, pulse.Token)).Where(person => person.Person is not null).ToList();
        var known = await db.ErasureSteps.Where(s => s.PlanId == plan.Id).ToListAsync(pulse.Token);
        // Once the portal's own rows go, nobody knows any more who the person was elsewhere; by then nothing is left there.
        var isUnclear = plan.Lines.Any(line => line.IsCarriedOut && !persons.Exists(person => person.Source.Name == line.Source)
            && !known.Exists(step => step.Source == line.Source && step.IsCleared));
        if (isUnclear) return ErasureOutcome.Failed("person-unclear");
        var work = new Work(db, plan, persons, await Passes.StepsAsync(db, plan.Id, persons.Select(person => (person.Source, MeantIn(plan, person.Source))), pulse.Token), pulse);

        var (elsewhere, own) = (work.All.Where(step => step.Source != Map.PortalSource).ToList(), work.All.Where(step => step.Source == Map.PortalSource).ToList());
        if (own.Count == 0 || elsewhere.Exists(step => !step.IsCleared))
        {
            if (await ClearAsync(work, elsewhere) is { } left) return ErasureOutcome.Failed(left);
        }
        await notices.TellAsync(plan, elsewhere, pulse.Token);
        // Where the portal forgets them, too, nobody could say any more whose pseudonym it was that a partner has to remove.
        await studies.ForgetAsync(
            dbs, plan.Subject, own.Count > 0 ? null : [.. elsewhere.Where(step => step.Erased > 0).Select(step => (step.Source, step.Dataset))], clock, pulse.Token);
        var forgotten = await ForgottenAsync(persons.Where(person => elsewhere.Exists(step => step.Source == person.Source.Name)), pulse.Token);
        // Once somebody is gone here, nobody knows whose the rows are that something holds elsewhere: they could never go.
        if (own.Count > 0 && own.TrueForAll(step => step is { Erased: 0, Intent.Count: 0 })
            && (elsewhere.Exists(step => step.Held > 0) || await ownFiles.AreHeldAsync(plan, pulse.Token)))
        {
            foreach (var step in own.Where(step => !step.IsDone)) step.KeepWhole(RowVerdict.Held, LineOf(plan, step).Count);
            await db.SaveChangesAsync(pulse.Token);
        }
        else if (own.Count > 0)
        {
            if (await ownFiles.DestroyAsync(plan, pulse.Token) is { } waits) return ErasureOutcome.Failed(waits);
            if (await ClearAsync(work with { Spared = await notices.OpenAsync(plan, pulse.Token) }, own) is { } left) return ErasureOutcome.Failed(left);
        }
        return new ErasureOutcome(work.All, forgotten, null);
    }

    private static ErasurePlanLine LineOf(ErasurePlan plan, ErasureStep step) => plan.Lines.Single(line => line.Source == step.Source && line.Dataset == step.Dataset);

    private static IReadOnlySet<string> MeantIn(ErasurePlan plan, LiveSource source) =>
        plan.Lines.Where(line => line.IsCarriedOut && line.Source == source.Name).Select(line => line.Dataset).ToHashSet();

    private Task<string?> ClearAsync(Work work, IReadOnlyList<ErasureStep> some) =>
        Passes.ClearAsync(work.Db, some, work.Persons.Select(person => person.Source), () => PassAsync(work, some), clock, work.Pulse.Token);

    private async Task PassAsync(Work work, IReadOnlyList<ErasureStep> some)
    {
        foreach (var group in some.GroupBy(step => step.Source))
        {
            if (group.All(step => step.IsDone)) continue;
            var person = work.Persons.Single(p => p.Source.Name == group.Key);
            await using var erasing = await person.Source.OpenForErasureAsync(work.Pulse.Token);
            foreach (var step in group)
            {
                var line = LineOf(work.Plan, step);
                var dataset = person.Source.Map.Find(step.Dataset)!;
                var judge = new PersonJudge(holds, clock, work.Plan, line, dataset, person.Person!, work.Spared);
                var at = new StepContext(work.Db, work.Plan.Id, step, dataset, person.Person!, judge, new BatchSize(FirstBatch, SourceErasing.MostKeys), erasing);
                if (step.IsDone) await steps.SpareAsync(at, work.Pulse.Token);
                else await steps.EraseAsync(at, () => Passes.TellAsync(work.Plan, work.All, step, work.Pulse), work.Pulse.Token);
            }
        }
    }

    // Whoever is gone from a source must not be found there again under a key that the source gives to somebody else.
    private static async Task<IReadOnlyCollection<string>> ForgottenAsync(IEnumerable<PersonInSource> persons, CancellationToken ct)
    {
        var forgotten = new List<string>();
        foreach (var person in persons)
        {
            await using var reading = await person.Source.OpenAsync(ct);
            if (await reading.FindPersonAsync(person.Person!, ct) is null) forgotten.Add(person.Source.Name);
        }
        return forgotten;
    }

    private sealed record Work(PortalDb Db, ErasurePlan Plan, List<PersonInSource> Persons, IReadOnlyList<ErasureStep> All, RunPulse Pulse)
    {
        /// <summary>Keys of the portal's own rows that stay whatever becomes of the others.</summary>
        public IReadOnlySet<string> Spared { get; init; } = new HashSet<string>();
    }
}
