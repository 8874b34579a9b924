using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain.Rectifying;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>
/// One reading of a source: a connection that cannot write, and one snapshot, so that counts and rows belong together.
/// One query runs at a time; a query that fails leaves the others possible.
/// </summary>
/// <remarks>Every method throws <see cref="SourceFailedException"/> where the source fails, and <see cref="ValueDoesNotFitException"/>
/// where a stored value is not what the map says.</remarks>
public sealed class SourceReading : IAsyncDisposable
{
    // A person waits for a page; a copy of everything may sort for a while before its first row.
    private static readonly TimeSpan PagePatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StreamPatience = TimeSpan.FromMinutes(10);

    private readonly Source source;
    private readonly SourceEngine engine;
    private readonly SourceSchema schema;
    private readonly DbConnection connection;
    private readonly Action schemaDiffers;

    internal SourceReading(Source source, SourceEngine engine, SourceSchema schema, DbConnection connection, Action schemaDiffers) =>
        (this.source, this.engine, this.schema, this.connection, this.schemaDiffers) = (source, engine, schema, connection, schemaDiffers);

    /// <summary>The persons with a verified address, by the map's identities: the first identity that knows the address decides.</summary>
    /// <param name="verifiedAddress">An address its owner proved to have. Upper and lower case are the same.</param>
    /// <param name="atMost">How many are enough; two tell that an address is not one person's.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<PersonKey>> FindPersonsAsync(string verifiedAddress, int atMost, CancellationToken ct)
    {
        foreach (var identity in source.Identities)
        {
            foreach (var select in PersonSelect.Of(source, schema, engine.Dialect, identity, verifiedAddress, atMost))
            {
                var found = await AllAsync(select.Sql, select.Read, ct);
                if (found.Count > 0) return found;
            }
        }
        return [];
    }

    /// <summary>The person of a key, under the key the source gives them (<c>042</c> may be <c>42</c> there); null where it knows nobody of that key.</summary>
    /// <param name="key">A key somebody wrote down or typed. Whether an address of theirs is verified does not matter.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<PersonKey?> FindPersonAsync(PersonKey key, CancellationToken ct)
    {
        try
        {
            foreach (var select in PersonSelect.OfKey(source, schema, engine.Dialect, key))
            {
                if (await FirstAsync(select.Sql, select.Read, ct) is { } found) return found;
            }
        }
        catch (SourceFailedException e) when (e.Fault == SourceFault.ValueDoesNotFit)
        {
            // PostgreSQL refuses to read "abc" as a number: there is nobody with that key.
        }
        return null;
    }

    /// <summary>How much a person has in a dataset, from when to when, and until when it is kept.</summary>
    public async Task<DatasetSummary> SummariseAsync(Dataset dataset, PersonKey person, CancellationToken ct)
    {
        var select = new SummarySelect(source, schema, engine.Dialect, dataset, person);
        try
        {
            return await FirstAsync(select.Sql, select.Read, ct) ?? DatasetSummary.Empty;
        }
        catch (FormatException)
        {
            throw new ValueDoesNotFitException(source.Name, dataset.Id, dataset.Date ?? dataset.Retention.Anchor?.Column ?? "", null, "date");
        }
    }

    /// <summary>A page of a person's rows, newest first where the dataset has a date.</summary>
    /// <param name="query">Which rows.</param>
    /// <param name="cursor">Where the page begins; null for the first. One that does not belong to the query gives the first page.</param>
    /// <param name="size">Rows on a page.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<RowPage> PageAsync(RowQuery query, PageCursor? cursor, int size, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        return await new PageRead(
            () => new RowSelect(source, schema, engine.Dialect, query, withPlace: true),
            (sql, select) => AllAsync(sql, select.Read, ct)).RunAsync(cursor, size);
    }

    /// <summary>
    /// All rows of a person, by key, one by one as the database gives them: memory does not grow with their number. Whoever
    /// stops early costs the database nothing more.
    /// </summary>
    public async IAsyncEnumerable<SourceRow> StreamAsync(RowQuery query, [EnumeratorCancellation] CancellationToken ct)
    {
        var select = new RowSelect(source, schema, engine.Dialect, query, withPlace: false);
        await using var command = select.All().Into(connection.CreateCommand());
        var reader = await GuardAsync(() => engine.QueryAsync(command, StreamPatience, ct), ct);
        var atEnd = false;
        try
        {
            while (true)
            {
                // GuardAsync for each row would cost more than the row: it is asked only once something went wrong.
                SourceRow? next = null;
                Exception? failed = null;
                try
                {
                    if (await reader.ReadAsync(ct)) next = select.Read(reader).Row;
                }
                catch (Exception e) when (e is OperationCanceledException || engine.IsFaultOfSource(e))
                {
                    failed = e;
                }
                if (failed is not null) await GuardAsync(() => Task.FromException<bool>(failed), ct);
                if (next is null) break;
                yield return next;
            }
            atEnd = true;
        }
        finally
        {
            if (atEnd) await reader.DisposeAsync();
            else await AbandonAsync(command, reader);
        }
    }

    /// <summary>One row of a person by its key; null where there is none, or where it is somebody else's.</summary>
    public async Task<SourceRow?> FindRowAsync(RowQuery query, string rowKey, CancellationToken ct)
    {
        if (query.Dataset.Key.Count == 0 || KeyText.Split(rowKey, query.Dataset.Key.Count) is not { } key) return null;
        var select = new RowSelect(source, schema, engine.Dialect, query, withPlace: false);
        try
        {
            return (await AllAsync(select.One(key), select.Read, ct)).Select(r => r.Row).FirstOrDefault();
        }
        catch (SourceFailedException e) when (e.Fault == SourceFault.ValueDoesNotFit)
        {
            // PostgreSQL refuses to read "abc" as a number: there is no row with that key.
            return null;
        }
    }

    /// <summary>How many rows an erasing would change.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="reach">The person, or the periods that have ended.</param>
    /// <param name="among">Keys among which they are counted; null for all.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<long> CountAsync(Dataset dataset, Reach reach, IReadOnlyList<string>? among, CancellationToken ct)
    {
        // A view shows what tables hold, and goes with them.
        if (schema.Live.Find(dataset.Table) is { IsView: true }) return 0;
        var select = new ErasureSelect(source, schema, engine.Dialect, dataset, reach, rowsAreKnown: among is not null);
        return (await AllAsync(select.Count(among), reader => reader.GetInt64(0), ct))[0];
    }

    /// <summary>The keys of rows that an erasing would change.</summary>
    /// <param name="dataset">A dataset with a key.</param>
    /// <param name="reach">The rows that are meant.</param>
    /// <param name="afterKey">The last key of the page before; null for the first page.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<string>> FindKeysAsync(Dataset dataset, Reach reach, string? afterKey, int limit, CancellationToken ct)
    {
        var select = new ErasureSelect(source, schema, engine.Dialect, dataset, reach, rowsAreKnown: false);
        return [.. (await AllAsync(select.Page(afterKey, limit), select.Read, ct)).Select(row => row.Key)];
    }

    /// <summary>How many rows have a period that began no later than on each of some days, and have something to erase.</summary>
    /// <param name="dataset">A dataset whose retention is a period.</param>
    /// <param name="lastStarts">The days, in their order.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>A number for each day; each counts what the one before counts, too.</returns>
    public async Task<IReadOnlyList<long>> CountBegunAsync(Dataset dataset, IReadOnlyList<DateOnly> lastStarts, CancellationToken ct)
    {
        var select = new BegunSelect(source, schema, engine.Dialect, dataset, lastStarts);
        return await FirstAsync(select.Sql, select.Read, ct) ?? [];
    }

    /// <summary>What would become of a change of a value now. Nothing is changed.</summary>
    public async Task<CellOutcome> ForeseeAsync(CellChange change, CancellationToken ct)
    {
        var work = new CellWork(source, schema, engine.Dialect, change);
        work.CheckSchema(schemaDiffers);
        if (!work.CanLook) return CellOutcome.Hindered(work.Obstacle ?? CorrectionObstacle.NoRecord);
        var (select, sql) = work.Look(whole: false, locked: false);
        try
        {
            return work.Judge((await AllAsync(sql, select.Read, ct)).Select(read => read.Row).FirstOrDefault());
        }
        catch (SourceFailedException e) when (e.Fault == SourceFault.ValueDoesNotFit)
        {
            // PostgreSQL refuses to read "abc" as a number: there is no row with that key.
            return CellOutcome.Hindered(CorrectionObstacle.RecordGone);
        }
    }

    /// <summary>Stored values that are not what the map says: every row where the engine enforces no types, else a sample.</summary>
    /// <param name="table">The table.</param>
    /// <param name="dataset">Whose rows of the table; null for all.</param>
    /// <param name="fields">The fields; a column that is not there is not looked at.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<Misfit>> FindMisfitsAsync(string table, Dataset? dataset, IEnumerable<Field> fields, CancellationToken ct)
    {
        var select = new MisfitSelect(source, schema, engine.Dialect, table, dataset, [.. fields.Where(f => schema.Column(table, f.Column) is not null)]);
        var found = select.Counts() is { } counts ? await FirstAsync(counts, select.ReadCounts, ct) ?? [] : [];
        var columns = ColumnReader.For(select.Readable);
        var values = new object?[select.Readable.Count];
        var unreadable = columns.ToDictionary(c => c, _ => 0L);
        foreach (var column in columns) await AllAsync(select.Sample(column), reader => Try(column, reader, 0), ct);
        if (columns.Count > 0 && select.Newest(columns) is { } newest)
        {
            await AllAsync(newest, reader => columns.Where((column, i) => !Try(column, reader, i)).Count(), ct);
        }
        return [.. found, .. unreadable.Where(u => u.Value > 0 && !found.Exists(f => f.Field == u.Key.Whole)).Select(u => new Misfit(u.Key.Whole, u.Value, All: false))];

        bool Try(ColumnReader column, DbDataReader reader, int at)
        {
            try
            {
                column.Read(reader.IsDBNull(at) ? null : reader.GetValue(at), values);
                return true;
            }
            catch (FormatException)
            {
                unreadable[column]++;
                return false;
            }
        }
    }

    /// <summary>Ends the reading; the connection goes back.</summary>
    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task<T?> FirstAsync<T>(Sql sql, Func<DbDataReader, T> read, CancellationToken ct) where T : class =>
        (await AllAsync(sql, read, ct)).FirstOrDefault();

    private async Task<List<T>> AllAsync<T>(Sql sql, Func<DbDataReader, T> read, CancellationToken ct)
    {
        await using var command = sql.Into(connection.CreateCommand());
        return await GuardAsync(async () =>
        {
            await using var reader = await engine.QueryAsync(command, PagePatience, ct);
            var rows = new List<T>();
            while (await reader.ReadAsync(ct)) rows.Add(read(reader));
            return rows;
        }, ct);
    }

    private async Task AbandonAsync(DbCommand command, DbDataReader reader)
    {
        try
        {
            await engine.AbandonAsync(command, reader);
        }
        catch (Exception e) when (engine.IsFaultOfSource(e))
        {
            // The source is gone, and whoever reads already knows it: the connection is closed instead of given back.
            await connection.CloseAsync();
        }
    }

    private async Task<T> GuardAsync<T>(Func<Task<T>> read, CancellationToken ct)
    {
        // An earlier query of this reading found the source gone.
        if (connection.State != ConnectionState.Open) throw new SourceFailedException(source.Name, SourceFault.BrokeOff);
        try
        {
            return await read();
        }
        catch (Exception e) when (engine.IsFaultOfSource(e))
        {
            ct.ThrowIfCancellationRequested();
            await RecoverAsync();
            var (fault, code) = engine.FaultOf(e);
            if (fault == SourceFault.SchemaDiffers) schemaDiffers();
            throw new SourceFailedException(source.Name, fault, code);
        }
        catch (OperationCanceledException)
        {
            await RecoverAsync();
            throw;
        }
    }

    private async Task RecoverAsync()
    {
        try
        {
            await engine.RecoverAsync(connection);
        }
        catch (Exception e) when (engine.IsFaultOfSource(e))
        {
            await connection.CloseAsync();
        }
    }
}
