using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>
/// One reading of a source, which cannot write. Of a database it sees one snapshot, so that counts and rows belong together; a system
/// gives none. One query runs at a time; a query that fails leaves the others possible.
/// </summary>
/// <remarks>Every method throws <see cref="SourceFailedException"/> where the source fails, and <see cref="ValueDoesNotFitException"/>
/// where a stored value is not what the map says.</remarks>
public abstract class SourceReading : IAsyncDisposable
{
    private protected SourceReading() { }

    /// <summary>The persons with a verified address, by the map's identities: the first identity that knows the address decides.</summary>
    /// <param name="verifiedAddress">An address its owner proved to have. Upper and lower case are the same.</param>
    /// <param name="atMost">How many are enough; two tell that an address is not one person's.</param>
    /// <param name="ct">Cancels.</param>
    public abstract Task<IReadOnlyList<PersonKey>> FindPersonsAsync(string verifiedAddress, int atMost, CancellationToken ct);

    /// <summary>The person of a key, under the key the source gives them (<c>042</c> may be <c>42</c> there); null where it knows nobody of that key.</summary>
    /// <param name="key">A key somebody wrote down or typed. Whether an address of theirs is verified does not matter.</param>
    /// <param name="ct">Cancels.</param>
    public abstract Task<PersonKey?> FindPersonAsync(PersonKey key, CancellationToken ct);

    /// <summary>How much a person has in a dataset, from when to when, and until when it is kept.</summary>
    public abstract Task<DatasetSummary> SummariseAsync(Dataset dataset, PersonKey person, CancellationToken ct);

    /// <summary>A page of a person's rows, newest first where the dataset has a date.</summary>
    /// <param name="query">Which rows.</param>
    /// <param name="cursor">Where the page begins; null for the first. One that does not belong to the query gives the first page.</param>
    /// <param name="size">Rows on a page.</param>
    /// <param name="ct">Cancels.</param>
    public abstract Task<RowPage> PageAsync(RowQuery query, PageCursor? cursor, int size, CancellationToken ct);

    /// <summary>
    /// All rows of a person, by key, one by one as the source gives them: memory does not grow with their number. Whoever
    /// stops early costs the source nothing more.
    /// </summary>
    public abstract IAsyncEnumerable<SourceRow> StreamAsync(RowQuery query, CancellationToken ct);

    /// <summary>One row of a person by its key; null where there is none, or where it is somebody else's.</summary>
    public abstract Task<SourceRow?> FindRowAsync(RowQuery query, string rowKey, CancellationToken ct);

    /// <summary>How many rows an erasing would change.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="reach">The person, or the periods that have ended.</param>
    /// <param name="among">Keys among which they are counted; null for all.</param>
    /// <param name="ct">Cancels.</param>
    public abstract Task<long> CountAsync(Dataset dataset, Reach reach, IReadOnlyList<string>? among, CancellationToken ct);

    /// <summary>The keys of rows that an erasing would change.</summary>
    /// <param name="dataset">A dataset with a key.</param>
    /// <param name="reach">The rows that are meant.</param>
    /// <param name="afterKey">The last key of the page before; null for the first page.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="ct">Cancels.</param>
    public abstract Task<IReadOnlyList<string>> FindKeysAsync(Dataset dataset, Reach reach, string? afterKey, int limit, CancellationToken ct);

    /// <summary>How many rows have a period that began no later than on each of some days, and have something to erase.</summary>
    /// <param name="dataset">A dataset whose retention is a period.</param>
    /// <param name="lastStarts">The days, in their order.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>A number for each day; each counts what the one before counts, too.</returns>
    public abstract Task<IReadOnlyList<long>> CountBegunAsync(Dataset dataset, IReadOnlyList<DateOnly> lastStarts, CancellationToken ct);

    /// <summary>What would become of a change of a value now. Nothing is changed.</summary>
    public abstract Task<CellOutcome> ForeseeAsync(CellChange change, CancellationToken ct);

    /// <summary>Stored values that are not what the map says: every row where the source can look at all of them, else a sample.</summary>
    /// <param name="table">The table.</param>
    /// <param name="dataset">Whose rows of the table; null for all.</param>
    /// <param name="fields">The fields; a column that is not there is not looked at.</param>
    /// <param name="ct">Cancels.</param>
    public abstract Task<IReadOnlyList<Misfit>> FindMisfitsAsync(string table, Dataset? dataset, IEnumerable<Field> fields, CancellationToken ct);

    /// <summary>Ends the reading.</summary>
    public abstract ValueTask DisposeAsync();
}
