using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>
/// One erasing in a source, with nothing held open between calls. It knows the map and no plan: who erases says which rows, and each
/// row is erased only if it is the person's at that moment, or its period has ended.
/// </summary>
/// <remarks>
/// GDPR 17; rule D1: nothing but the gateway of erasures opens it. Every method throws <see cref="SourceFailedException"/> where the
/// source fails; the same call may then be made again, and does the rest.
/// </remarks>
public abstract class SourceErasing : IAsyncDisposable
{
    /// <summary>How many rows one call erases at most: a short transaction.</summary>
    public const int MostKeys = 4000;

    private protected SourceErasing() { }

    /// <summary>The datasets, in the order in which they are erased.</summary>
    public abstract IReadOnlyList<Dataset> Order { get; }

    /// <summary>The rows that the map's erasure would still change, by key.</summary>
    /// <param name="dataset">A dataset with a key.</param>
    /// <param name="reach">The person, or the periods that have ended.</param>
    /// <param name="afterKey">The last key of the page before; null for the first page.</param>
    /// <param name="limit">Rows on a page. Without an index in the order of the key each page sorts all rows of the person: some thousands are cheaper than some hundreds.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="ValueDoesNotFitException">The date a retention begins is none.</exception>
    public abstract Task<IReadOnlyList<ErasableRow>> FindAsync(Dataset dataset, Reach reach, string? afterKey, int limit, CancellationToken ct);

    /// <summary>Names rows that stay as they are (held, kept for a reason): where a row that goes would change them, that row is <see cref="RowOutcome.Needed"/>.</summary>
    /// <param name="dataset">Their dataset.</param>
    /// <param name="keys">Their keys. Said before anything they point at is erased.</param>
    public abstract void Spare(Dataset dataset, IEnumerable<string> keys);

    /// <summary>Erases rows as the map says, each only if it is meant yet. Copies of them go along.</summary>
    /// <param name="dataset">A dataset with a key.</param>
    /// <param name="reach">The person, or the periods that have ended.</param>
    /// <param name="keys">Keys of rows, as <see cref="FindAsync"/> gives them; at most <see cref="MostKeys"/>.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What became of each.</returns>
    /// <exception cref="SourceFailedException"><see cref="SourceFault.ConstraintRefuses"/> where the source refuses what the check foresaw no trouble with (a trigger, a check); no row was changed.</exception>
    public abstract Task<IReadOnlyList<ErasedRow>> EraseAsync(Dataset dataset, Reach reach, IReadOnlyList<string> keys, CancellationToken ct);

    /// <summary>Erases everything that is meant in a dataset without a key, some rows at a time.</summary>
    /// <param name="dataset">A dataset with <c>"key": "none"</c>.</param>
    /// <param name="reach">The person, or the periods that have ended.</param>
    /// <param name="batch">Rows of one transaction.</param>
    /// <param name="ct">Cancels between two batches.</param>
    /// <returns>How many rows were deleted or changed.</returns>
    public async Task<long> EraseAllAsync(Dataset dataset, Reach reach, int batch, CancellationToken ct)
    {
        for (var all = 0L; ;)
        {
            var some = await EraseSomeAsync(dataset, reach, batch, ct);
            if (some == 0) return all;
            all += some;
        }
    }

    /// <summary>Erases some rows of a dataset without a key.</summary>
    /// <param name="dataset">A dataset with <c>"key": "none"</c>.</param>
    /// <param name="reach">The person, or the periods that have ended.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many rows were deleted or changed; 0 where none is left.</returns>
    public abstract Task<long> EraseSomeAsync(Dataset dataset, Reach reach, int limit, CancellationToken ct);

    /// <summary>The second pass: how many rows the map's erasure would still change.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="reach">The person, or the periods that have ended.</param>
    /// <param name="kept">Keys of rows that were kept for a reason: they do not count.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<long> CountLeftAsync(Dataset dataset, Reach reach, IReadOnlyCollection<string> kept, CancellationToken ct)
    {
        var left = await CountAsync(dataset, reach, among: null, ct);
        if (left == 0 || dataset.Key.Count == 0) return left;
        foreach (var some in kept.Distinct().Chunk(MostKeys)) left -= await CountAsync(dataset, reach, some, ct);
        return left;
    }

    /// <summary>How long the last call that erased kept others from writing.</summary>
    public abstract TimeSpan LastLock { get; }

    /// <summary>
    /// Takes what was erased out of the source's log of changes. On SQLite no byte of it is left then; on PostgreSQL pages and
    /// log age out by themselves, a system keeps no log the portal could reach, and there is nothing to do.
    /// </summary>
    /// <returns>False where somebody who still reads holds it back: to be asked again.</returns>
    public abstract Task<bool> FlushAsync(CancellationToken ct);

    /// <summary>Ends the erasing; the key of its hashes is gone.</summary>
    public abstract ValueTask DisposeAsync();

    /// <summary>How many rows the map's erasure would still change, among some keys or among all.</summary>
    private protected abstract Task<long> CountAsync(Dataset dataset, Reach reach, IReadOnlyList<string>? among, CancellationToken ct);
}
