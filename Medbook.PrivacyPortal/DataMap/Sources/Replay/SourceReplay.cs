using System.Globalization;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.DataMap.Sources.Replay;

/// <summary>
/// Destroys again what a restored backup brought back into a source of the map, as the map says: by key, because the ledger knows records
/// and no people. A row that another one needs is tried again once that one is gone.
/// </summary>
/// <remarks>Rule D4. Rows without a key are not in the ledger: a source that keeps such rows for long needs a key.</remarks>
public sealed class SourceReplay(SourceCatalog catalog, IDbContextFactory<PortalDb> dbs, TimeProvider clock) : ILedgerReplay
{
    private const int Page = 8000, Batch = 400, MostFlushes = 10;

    private static readonly TimeSpan BetweenFlushes = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public IReadOnlyCollection<string> Sources => [.. catalog.All.Select(source => source.Name)];

    /// <inheritdoc />
    /// <exception cref="SourceException">The source cannot be opened, or fails.</exception>
    public async Task<LedgerReplayed> ReplayAsync(string source, DestructionLedger ledger, DateTimeOffset since, CancellationToken ct)
    {
        var named = ledger.Open(source, since);
        if (named.Count == 0) return new LedgerReplayed(0, 0);
        await using var erasing = await catalog.Find(source)!.OpenForErasureAsync(ct);
        var meant = erasing.Order.Where(dataset => named.Datasets.Contains(dataset.Id) && NamedReach.CanTell(dataset)).ToList();
        var (destroyed, needed) = (0, 0);
        while (true)
        {
            var (gone, stayed) = await EraseAsync(erasing, meant, named, ct);
            destroyed += gone;
            needed = stayed;
            if (gone == 0 || stayed == 0) break;
        }
        await RecordAsync(source, destroyed, ct);
        await FlushAsync(erasing, source, ct);
        // What it cannot do it says: rows whose dataset the map no longer has, or that are about several people.
        return new LedgerReplayed(destroyed, needed + named.Datasets.Count - meant.Count);
    }

    /// <summary>Counts the rows that are there although the ledger names them, without changing anything.</summary>
    /// <param name="source">One of <see cref="Sources"/>.</param>
    /// <param name="ledger">The ledger.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>By identifier of the dataset; nothing where there is none.</returns>
    /// <exception cref="SourceException">The source cannot be opened, or fails.</exception>
    /// <exception cref="LedgerException">The ledger cannot be read.</exception>
    public async Task<IReadOnlyDictionary<string, long>> CountAsync(string source, DestructionLedger ledger, CancellationToken ct)
    {
        var (named, counts) = (ledger.Open(source, since: null), new SortedDictionary<string, long>(StringComparer.Ordinal));
        if (named.Count == 0) return counts;
        var live = catalog.Find(source)!;
        await using var reading = await live.OpenAsync(ct);
        foreach (var dataset in live.Map.Datasets.Where(dataset => named.Datasets.Contains(dataset.Id) && NamedReach.CanTell(dataset)))
        {
            await foreach (var keys in BackAsync(after => reading.FindKeysAsync(dataset, NamedReach.Instance, after, Page, ct), dataset, named))
            {
                counts[dataset.Id] = counts.GetValueOrDefault(dataset.Id) + keys.Count;
            }
        }
        return counts;
    }

    /// <returns>How many rows went, and how many stayed because another row needs them.</returns>
    private static async Task<(int Gone, int Stayed)> EraseAsync(SourceErasing erasing, IReadOnlyList<Dataset> meant, LedgerSet named, CancellationToken ct)
    {
        var (gone, stayed) = (0, 0);
        foreach (var dataset in meant)
        {
            await foreach (var keys in BackAsync(after => KeysAsync(erasing, dataset, after, ct), dataset, named))
            {
                foreach (var some in keys.Chunk(Batch))
                {
                    var erased = await EraseAsync(erasing, dataset, some, ct);
                    gone += erased.Count(row => row.Outcome is RowOutcome.Deleted or RowOutcome.Changed);
                    stayed += erased.Count(row => row.Outcome is RowOutcome.Needed);
                }
            }
        }
        return (gone, stayed);
    }

    private static async Task<IReadOnlyList<ErasedRow>> EraseAsync(SourceErasing erasing, Dataset dataset, IReadOnlyList<string> keys, CancellationToken ct)
    {
        try
        {
            return await erasing.EraseAsync(dataset, NamedReach.Instance, keys, ct);
        }
        catch (SourceFailedException fault) when (fault.Fault == SourceFault.ConstraintRefuses)
        {
            // A table that the map does not know needs one of them: the others still go.
            if (keys.Count == 1) return [new ErasedRow(keys[0], RowOutcome.Needed)];
            var rows = new List<ErasedRow>();
            foreach (var key in keys) rows.AddRange(await EraseAsync(erasing, dataset, [key], ct));
            return rows;
        }
    }

    private static async Task<IReadOnlyList<string>> KeysAsync(SourceErasing erasing, Dataset dataset, string? after, CancellationToken ct) =>
        [.. (await erasing.FindAsync(dataset, NamedReach.Instance, after, Page, ct)).Select(row => row.Key)];

    // Page by page: of the rows that are there, those that the ledger names.
    private static async IAsyncEnumerable<IReadOnlyList<string>> BackAsync(Func<string?, Task<IReadOnlyList<string>>> find, Dataset dataset, LedgerSet named)
    {
        for (string? after = null; await find(after) is { Count: > 0 } page; after = page[^1])
        {
            var back = page.Where(key => named.Contains(dataset.Id, key)).ToList();
            if (back.Count > 0) yield return back;
        }
    }

    // What is still in the log is still there: somebody reads the source for long, and it is to be done again.
    private async Task FlushAsync(SourceErasing erasing, string source, CancellationToken ct)
    {
        for (var tries = 1; !await erasing.FlushAsync(ct); tries++)
        {
            if (tries == MostFlushes) throw new SourceFailedException(source, SourceFault.Locked);
            await Task.Delay(BetweenFlushes, clock, ct);
        }
    }

    private async Task RecordAsync(string source, int destroyed, CancellationToken ct)
    {
        if (destroyed == 0) return;
        await using var db = await dbs.CreateDbContextAsync(ct);
        db.AuditEntries.Add(AuditEntry.Of(
            Actor.Portal, AuditAction.LedgerReplayed, clock.GetUtcNow(), reference: source, detail: destroyed.ToString(CultureInfo.InvariantCulture)));
        await db.SaveChangesAsync(ct);
    }
}
