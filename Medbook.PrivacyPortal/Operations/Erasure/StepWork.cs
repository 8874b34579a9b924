using System.Runtime.CompilerServices;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Operations.Holds;
using Medbook.PrivacyPortal.Persistence;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>What the work on one kind of record needs.</summary>
internal sealed record StepContext(
    PortalDb Db, ErasurePlan Plan, ErasureStep Step, ErasurePlanLine Line, Dataset Dataset, PersonKey Person, SourceErasing Source)
{
    public bool HasKeys => Dataset.Key.Count > 0;

    /// <summary>Whether a row of the portal's own is the plan itself, or a step of it: whoever goes on after an interruption reads it.</summary>
    public bool IsOfPlan(ErasableRow row) => Line.Source == Map.PortalSource && row.Key.Contains(Plan.Id.ToString(), StringComparison.OrdinalIgnoreCase);
}

/// <summary>The work on one kind of record: what goes is decided row by row, at the moment it is looked at.</summary>
public sealed class StepWork(ConsultHolds holds, DestructionLedger ledger, TimeProvider clock)
{
    // Some thousands are read at once, because a source without an index for it sorts for each page; a few hundred are erased at once,
    // because nobody who writes into the source shall wait long.
    private const int Page = 8000, Batch = 400;

    /// <summary>Looks at every row from where the step stands, and erases those that go.</summary>
    /// <param name="at">The step.</param>
    /// <param name="tell">Says how far it is; throws where there is no use in going on.</param>
    /// <param name="ct">Stops between two batches.</param>
    internal async Task EraseAsync(StepContext at, Func<ValueTask> tell, CancellationToken ct)
    {
        if (!at.HasKeys)
        {
            await EraseWholeAsync(at, ct);
            return;
        }
        // A batch of an instance that died: what is gone by now went with it.
        if (at.Step.Intent.Count > 0) await EraseIntentAsync(at, isAgain: true);
        for (var erased = -1L; ;)
        {
            await ScanAsync(at, tell, ct);
            // Rows of the same kind may point at each other: each round lets go what the one before freed.
            if (at.Step.Needed == 0 || at.Step.Erased == erased) break;
            erased = at.Step.Erased;
            at.Step.LookAgain();
        }
        at.Step.Finish();
        await at.Db.SaveChangesAsync(ct);
    }

    /// <summary>Tells the source which rows stay, so that nothing that goes changes them. Whoever goes on with a step that is done says it again.</summary>
    internal async Task SpareAsync(StepContext at, CancellationToken ct)
    {
        if (!at.HasKeys) return;
        await foreach (var rows in PagesAsync(at, null, ct)) await LookAsync(at, rows, ct);
    }

    private async Task ScanAsync(StepContext at, Func<ValueTask> tell, CancellationToken ct)
    {
        await foreach (var rows in PagesAsync(at, at.Step.After, ct))
        {
            at.Step.Begin(await LookAsync(at, rows, ct));
            await at.Db.SaveChangesAsync(ct);
            if (at.Step.Intent.Count > 0) await EraseIntentAsync(at, isAgain: false);
            await tell();
        }
    }

    private static async IAsyncEnumerable<IReadOnlyList<ErasableRow>> PagesAsync(
        StepContext at, string? after, [EnumeratorCancellation] CancellationToken ct)
    {
        while (await at.Source.FindAsync(at.Dataset, at.Person, after, Page, ct) is { Count: > 0 } page)
        {
            foreach (var rows in page.Chunk(Batch)) yield return rows;
            after = page[^1].Key;
        }
    }

    private async Task EraseIntentAsync(StepContext at, bool isAgain)
    {
        // Not stopped in the middle: what the source does and what is written about it belong together.
        var erased = await at.Source.EraseAsync(at.Dataset, at.Person, at.Step.Intent, CancellationToken.None);
        var went = erased.Where(row => row.Outcome is RowOutcome.Deleted or RowOutcome.Changed || (isAgain && row.Outcome == RowOutcome.Gone)).Select(row => row.Key).ToList();
        // Before anybody counts them: what the ledger does not name comes back with an older backup.
        if (went.Count > 0) await ledger.AppendAsync([new Destruction(at.Plan.Id, at.Step.Source, at.Step.Dataset, went)], CancellationToken.None);
        var gone = isAgain ? Count(RowOutcome.Gone) : 0;
        var stays = at.Line.Fate == ErasureFate.LosesName;
        at.Step.Answer(
            Count(RowOutcome.Deleted) + (stays ? 0 : gone), Count(RowOutcome.Changed) + (stays ? gone : 0), Count(RowOutcome.Shared), Count(RowOutcome.Needed));
        await at.Db.SaveChangesAsync(CancellationToken.None);

        long Count(RowOutcome outcome) => erased.Count(row => row.Outcome == outcome);
    }

    private async Task EraseWholeAsync(StepContext at, CancellationToken ct)
    {
        var rows = await at.Source.CountLeftAsync(at.Dataset, at.Person, [], ct);
        var verdict = RowVerdicts.Of(at.Line.Fate, new RowFacts(at.Line.End, (await HeldAsync(at, [""], ct)).Count > 0), BrusselsTime.Today(clock));
        if (verdict != RowVerdict.Goes)
        {
            at.Step.KeepWhole(verdict, rows);
        }
        else
        {
            at.Step.BeginWhole(rows);
            await at.Db.SaveChangesAsync(ct);
            await at.Source.EraseAllAsync(at.Dataset, at.Person, Batch, ct);
            at.Step.Finish();
        }
        await at.Db.SaveChangesAsync(CancellationToken.None);
    }

    private async Task<SeenBatch> LookAsync(StepContext at, IReadOnlyList<ErasableRow> rows, CancellationToken ct)
    {
        var meant = rows.Where(row => (at.Line.Keys.Count == 0 || at.Line.Keys.Contains(row.Key)) && !at.IsOfPlan(row)).ToList();
        var held = await HeldAsync(at, meant.ConvertAll(row => row.Key), ct);
        var today = BrusselsTime.Today(clock);
        var verdicts = meant.ToLookup(row => RowVerdicts.Of(
            at.Line.Fate, new RowFacts(row.RetentionEnd, held.Contains(row.Key), at.Dataset.Shared && row.OthersToo), today));
        var goes = verdicts[RowVerdict.Goes].Select(row => row.Key).ToList();
        at.Source.Spare(at.Dataset, rows.Select(row => row.Key).Except(goes));
        return new SeenBatch(
            rows[^1].Key, goes, verdicts[RowVerdict.Later].Count(), verdicts[RowVerdict.Later].Max(row => row.RetentionEnd),
            verdicts[RowVerdict.Held].Count(), verdicts[RowVerdict.Shared].Count());
    }

    private async Task<IReadOnlySet<string>> HeldAsync(StepContext at, IReadOnlyList<string> keys, CancellationToken ct)
    {
        var asked = HoldQuestion.Of(at.Plan.Subject, at.Line.Source, at.Line.Dataset, keys, at.Plan.AsksAs);
        var answer = await holds.RunAsync(Actor.Portal, asked, ct);
        // Of what nobody can say whether it is held, nothing goes.
        return answer.IsOk ? answer.Value.ByRecord.Keys.ToHashSet() : keys.ToHashSet();
    }
}
