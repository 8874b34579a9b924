using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Operations.Holds;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>
/// The work of a run that carries an erasure out: source by source, kind of record by kind of record in the order in which the database
/// lets them go, batch by batch; then again over new connections, until a whole pass finds nothing that has to go.
/// </summary>
public sealed class ErasureWork(IDbContextFactory<PortalDb> dbs, SourceCatalog sources, StepWork steps, ConsultHolds holds, TimeProvider clock)
{
    // Nobody who writes into the source shall wait long.
    private const int Batch = 400;

    internal async Task<ErasureOutcome> RunAsync(ErasurePlan plan, RunPulse pulse)
    {
        await using var db = await dbs.CreateDbContextAsync(pulse.Token);
        var persons = (await PersonInSource.AllOfAsync(db, sources, plan.Subject, pulse.Token)).Where(person => person.Person is not null).ToList();
        if (plan.Lines.Any(line => line.IsCarriedOut && !persons.Exists(person => person.Source.Name == line.Source))) return ErasureOutcome.Failed("person-unclear");
        var all = await Passes.StepsAsync(db, plan.Id, persons.Select(person => (person.Source, MeantIn(plan, person.Source))), pulse.Token);

        if (!await Passes.RunAsync(db, all, () => PassAsync(db, plan, persons, all, pulse), pulse.Token)) return ErasureOutcome.Failed("rows-left");
        var touched = persons.Where(person => all.Any(step => step.Source == person.Source.Name)).ToList();
        return await Passes.FlushAsync(touched.Select(person => person.Source), clock, pulse.Token) is { } flushed
            ? new ErasureOutcome(all, flushed, await ForgottenAsync(touched, pulse.Token), null)
            : ErasureOutcome.Failed("read-for-long");
    }

    private static IReadOnlySet<string> MeantIn(ErasurePlan plan, LiveSource source) =>
        plan.Lines.Where(line => line.IsCarriedOut && line.Source == source.Name).Select(line => line.Dataset).ToHashSet();

    private async Task PassAsync(PortalDb db, ErasurePlan plan, List<PersonInSource> persons, IReadOnlyList<ErasureStep> all, RunPulse pulse)
    {
        foreach (var group in all.GroupBy(step => step.Source))
        {
            if (group.All(step => step.IsDone)) continue;
            var person = persons.Single(p => p.Source.Name == group.Key);
            await using var erasing = await person.Source.OpenForErasureAsync(pulse.Token);
            foreach (var step in group)
            {
                var line = plan.Lines.Single(line => line.Source == step.Source && line.Dataset == step.Dataset);
                var dataset = person.Source.Map.Find(step.Dataset)!;
                var judge = new PersonJudge(holds, clock, plan, line, dataset, person.Person!);
                var at = new StepContext(db, plan.Id, step, dataset, person.Person!, judge, new BatchSize(Batch, Batch), erasing);
                if (step.IsDone) await steps.SpareAsync(at, pulse.Token);
                else await steps.EraseAsync(at, () => Passes.TellAsync(plan, all, step, pulse), pulse.Token);
            }
        }
    }

    // Whoever is gone from a source must not be found there again under a key that the source gives to somebody else.
    private static async Task<IReadOnlyCollection<string>> ForgottenAsync(List<PersonInSource> persons, CancellationToken ct)
    {
        var forgotten = new List<string>();
        foreach (var person in persons)
        {
            await using var reading = await person.Source.OpenAsync(ct);
            if (await reading.FindPersonAsync(person.Person!, ct) is null) forgotten.Add(person.Source.Name);
        }
        return forgotten;
    }
}
