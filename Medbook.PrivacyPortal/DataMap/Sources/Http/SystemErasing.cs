using System.Diagnostics;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources.Http;

/// <summary>
/// One erasing in a system that is no database. What it says it erased is looked for once more before anybody counts it, and the next pass
/// asks for a plan of everything again.
/// </summary>
/// <remarks>
/// Where a row is about several people, a call is several orders. One that fails between them has done a part; the same call does the rest.
/// Each order has an idempotency key of its own, which its attempts share: a row that came back under the same key has to go again, so a
/// key that was made of the row would be answered from memory and erase nothing. A batch that is asked for again after a kill finds its rows gone.
/// </remarks>
internal sealed class SystemErasing(Source source, LiveSchema schema, SystemClient client) : SourceErasing
{
    private readonly Lazy<IReadOnlyList<Dataset>> order = new(() => ErasureOrder.Of(source, schema));
    private TimeSpan lastLock;

    public override IReadOnlyList<Dataset> Order => order.Value;

    public override TimeSpan LastLock => lastLock;

    public override Task<IReadOnlyList<ErasableRow>> FindAsync(Dataset dataset, Reach reach, string? afterKey, int limit, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return Plan(dataset, reach).PageAsync(afterKey, limit, ct);
    }

    // A system erases the rows it is told and nothing along with them: no row that stays is in danger.
    public override void Spare(Dataset dataset, IEnumerable<string> keys) { }

    public override async Task<IReadOnlyList<ErasedRow>> EraseAsync(Dataset dataset, Reach reach, IReadOnlyList<string> keys, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(keys.Count, MostKeys, nameof(keys));
        var plan = Plan(dataset, reach);
        lastLock = TimeSpan.Zero;
        var outcomes = keys.Distinct().ToDictionary(key => key, _ => RowOutcome.Gone);
        foreach (var part in plan.Parts)
        {
            IReadOnlyList<string> named = [.. outcomes.Where(row => row.Value is RowOutcome.Gone or RowOutcome.Changed).Select(row => row.Key).Where(plan.IsKey)];
            if (part.OnlyAlone) named = [.. await plan.MeantAsync(part, named, ct)];
            if (named.Count == 0) continue;
            foreach (var row in await EraseAsync(dataset, plan, part, named, ct))
            {
                if (row.Outcome != RowOutcome.Gone) outcomes[row.Key] = row.Outcome;
            }
        }
        return [.. outcomes.Select(row => new ErasedRow(row.Key, row.Value))];
    }

    public override Task<long> EraseSomeAsync(Dataset dataset, Reach reach, int limit, CancellationToken ct) =>
        throw new ArgumentException("Every row of a system has a key.", nameof(dataset));

    public override Task<bool> FlushAsync(CancellationToken ct) => Task.FromResult(true);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private protected override Task<long> CountAsync(Dataset dataset, Reach reach, IReadOnlyList<string>? among, CancellationToken ct) => Plan(dataset, reach).CountAsync(among, ct);

    private SystemPlan Plan(Dataset dataset, Reach reach) => new(client, source.Name, dataset, reach);

    private async Task<IReadOnlyList<ErasedRow>> EraseAsync(Dataset dataset, SystemPlan plan, SystemPart part, IReadOnlyList<string> keys, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        var answer = await client.EraseAsync(new(dataset.Table, plan.Named(part, keys), part.Erasure), Guid.CreateVersion7().ToString(), ct);
        // At most so long: nobody here sees what the system locks.
        if (Stopwatch.GetElapsedTime(began) is var took && took > lastLock) lastLock = took;
        var erased = answer.Rows.Select(row => new ErasedRow(KeyText.Join(row.Key), Outcome(row.Outcome, part.Erasure.Takes))).ToList();
        IReadOnlyList<string> went = [.. erased.Where(row => row.Outcome is RowOutcome.Deleted or RowOutcome.Changed).Select(row => row.Key)];
        return (await plan.MeantAsync(part, went, ct)).Count == 0 ? erased : throw SystemFailure.NoAnswer.Of(source.Name);
    }

    // A row that was changed where it had to go, or went where it had to stay, is no answer to what was asked.
    private RowOutcome Outcome(string word, bool takes) => word switch
    {
        "deleted" when takes => RowOutcome.Deleted,
        "changed" when !takes => RowOutcome.Changed,
        "shared" => RowOutcome.Shared,
        "needed" => RowOutcome.Needed,
        "gone" => RowOutcome.Gone,
        _ => throw SystemFailure.NoAnswer.Of(source.Name),
    };
}
