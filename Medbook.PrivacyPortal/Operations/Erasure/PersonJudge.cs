using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Operations.Holds;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>What becomes of a person's rows: their period, holds, limits on their use, open requests and other people on them are asked about row by row.</summary>
internal sealed class PersonJudge(ConsultHolds holds, TimeProvider clock, ErasurePlan plan, ErasurePlanLine line, Dataset dataset, PersonKey person, IReadOnlySet<string> spared) : RowJudge
{
    public override bool RowsStay => line.Fate == ErasureFate.LosesName;

    public override async Task<SeenBatch> LookAsync(IReadOnlyList<ErasableRow> rows, CancellationToken ct)
    {
        var meant = rows.Where(row => (line.Keys.Count == 0 || line.Keys.Contains(row.Key)) && !IsOfPlan(row)).ToList();
        var held = await HeldAsync(meant.ConvertAll(row => row.Key), ct);
        var today = BrusselsTime.Today(clock);
        var verdicts = meant.ToLookup(row => RowVerdicts.Of(
            line.Fate, new RowFacts(row.RetentionEnd, held.Contains(row.Key), dataset.Shared && row.OthersToo), today));
        return new SeenBatch(
            rows[^1].Key, [.. verdicts[RowVerdict.Goes].Select(row => row.Key)], verdicts[RowVerdict.Later].Count(),
            verdicts[RowVerdict.Later].Max(row => row.RetentionEnd), verdicts[RowVerdict.Held].Count(), verdicts[RowVerdict.Shared].Count());
    }

    public override async Task<WholeVerdict> LookAtWholeAsync(CancellationToken ct) => new(
        RowVerdicts.Of(line.Fate, new RowFacts(line.End, (await HeldAsync([""], ct)).Count > 0), BrusselsTime.Today(clock)), person);

    private async Task<IReadOnlySet<string>> HeldAsync(IReadOnlyList<string> keys, CancellationToken ct)
    {
        var held = new HashSet<string>();
        foreach (var some in keys.Chunk(ConsultHolds.MostRecords))
        {
            var answer = await holds.RunAsync(Actor.Portal, HoldQuestion.Of(plan.Subject, line.Source, line.Dataset, some, plan.AsksAs), ct);
            // Of what nobody can say whether it is held, nothing goes.
            held.UnionWith(answer.IsOk ? answer.Value.ByRecord.Keys : some);
        }
        return held;
    }

    // A row of the portal's own may be the plan itself, or a step of it: whoever goes on after an interruption reads it. And a recipient who has
    // not answered yet needs to find the data.
    private bool IsOfPlan(ErasableRow row) =>
        line.Source == Map.PortalSource && (spared.Contains(row.Key) || row.Key.Contains(plan.Id.ToString(), StringComparison.OrdinalIgnoreCase));
}
