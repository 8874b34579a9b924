using System.Runtime.CompilerServices;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Persistence;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>What the work on one kind of record needs.</summary>
/// <param name="Db">Keeps the step.</param>
/// <param name="Plan">The plan that is carried out.</param>
/// <param name="Step">How far it is.</param>
/// <param name="Dataset">The kind of record.</param>
/// <param name="Reach">The rows that are meant.</param>
/// <param name="Judge">Says which of them go.</param>
/// <param name="Size">How many go at once.</param>
/// <param name="Source">The erasing in their source.</param>
internal sealed record StepContext(
    PortalDb Db, Guid Plan, ErasureStep Step, Dataset Dataset, Reach Reach, RowJudge Judge, BatchSize Size, SourceErasing Source)
{
    public bool HasKeys => Dataset.Key.Count > 0;
}

/// <summary>The work on one kind of record, whoever asks for it: what goes is decided row by row, at the moment it is looked at.</summary>
public sealed class StepWork(DestructionLedger ledger)
{
    // Some thousands are read at once, because a source without an index for it sorts for each page.
    private const int Page = 8000;

    /// <summary>Looks at every row from where the step stands, and erases those that go.</summary>
    /// <param name="at">The step.</param>
    /// <param name="tell">Says how far it is; throws where there is no use in going on.</param>
    /// <param name="ct">Stops between two batches.</param>
    internal async Task EraseAsync(StepContext at, Func<ValueTask> tell, CancellationToken ct)
    {
        if (!at.HasKeys)
        {
            await EraseWholeAsync(at, tell, ct);
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
        await foreach (var rows in BatchesAsync(at, null, ct)) await LookAsync(at, rows, ct);
    }

    private async Task ScanAsync(StepContext at, Func<ValueTask> tell, CancellationToken ct)
    {
        await foreach (var rows in BatchesAsync(at, at.Step.After, ct))
        {
            at.Step.Begin(await LookAsync(at, rows, ct));
            await at.Db.SaveChangesAsync(ct);
            if (at.Step.Intent.Count > 0) await EraseIntentAsync(at, isAgain: false);
            await tell();
        }
    }

    private static async IAsyncEnumerable<IReadOnlyList<ErasableRow>> BatchesAsync(
        StepContext at, string? after, [EnumeratorCancellation] CancellationToken ct)
    {
        while (await at.Source.FindAsync(at.Dataset, at.Reach, after, Page, ct) is { Count: > 0 } page)
        {
            for (var seen = 0; seen < page.Count;)
            {
                List<ErasableRow> rows = [.. page.Skip(seen).Take(at.Size.Rows)];
                seen += rows.Count;
                yield return rows;
            }
            after = page[^1].Key;
        }
    }

    private static async Task<SeenBatch> LookAsync(StepContext at, IReadOnlyList<ErasableRow> rows, CancellationToken ct)
    {
        var seen = await at.Judge.LookAsync(rows, ct);
        if (seen.Goes.Count < rows.Count) at.Source.Spare(at.Dataset, rows.Select(row => row.Key).Except(seen.Goes));
        return seen;
    }

    private async Task EraseIntentAsync(StepContext at, bool isAgain)
    {
        // Not stopped in the middle: what the source does and what is written about it belong together.
        var erased = await at.Source.EraseAsync(at.Dataset, at.Reach, at.Step.Intent, CancellationToken.None);
        at.Size.Took(at.Step.Intent.Count, at.Source.LastLock);
        var went = erased.Where(row => row.Outcome is RowOutcome.Deleted or RowOutcome.Changed || (isAgain && row.Outcome == RowOutcome.Gone)).Select(row => row.Key).ToList();
        // Before anybody counts them: what the ledger does not name comes back with an older backup.
        if (went.Count > 0) await ledger.AppendAsync([new Destruction(at.Plan, at.Step.Source, at.Step.Dataset, went)], CancellationToken.None);
        var gone = isAgain ? Count(RowOutcome.Gone) : 0;
        var stays = at.Judge.RowsStay;
        at.Step.Answer(
            Count(RowOutcome.Deleted) + (stays ? 0 : gone), Count(RowOutcome.Changed) + (stays ? gone : 0), Count(RowOutcome.Shared), Count(RowOutcome.Needed));
        await at.Db.SaveChangesAsync(CancellationToken.None);

        long Count(RowOutcome outcome) => erased.Count(row => row.Outcome == outcome);
    }

    private static async Task EraseWholeAsync(StepContext at, Func<ValueTask> tell, CancellationToken ct)
    {
        var rows = await at.Source.CountLeftAsync(at.Dataset, at.Reach, [], ct);
        var (verdict, free) = await at.Judge.LookAtWholeAsync(ct);
        if (verdict != RowVerdict.Goes)
        {
            at.Step.KeepWhole(verdict, rows);
        }
        else
        {
            var goes = ReferenceEquals(free, at.Reach) ? rows : await at.Source.CountLeftAsync(at.Dataset, free, [], ct);
            at.Step.BeginWhole(goes, held: rows - goes);
            await at.Db.SaveChangesAsync(ct);
            while (await at.Source.EraseSomeAsync(at.Dataset, free, at.Size.Rows, ct) is > 0 and var some)
            {
                at.Size.Took((int)some, at.Source.LastLock);
                await tell();
            }
            at.Step.Finish();
        }
        await at.Db.SaveChangesAsync(CancellationToken.None);
    }
}
