using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain.Rectifying;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>One reading of a database: a connection that cannot write, and one snapshot.</summary>
internal sealed class DatabaseReading(Source source, SourceSchema schema, ReadingConnection connection, Action schemaDiffers) : SourceReading
{
    private Dialect Dialect => connection.Dialect;

    public override async Task<IReadOnlyList<PersonKey>> FindPersonsAsync(string verifiedAddress, int atMost, CancellationToken ct)
    {
        foreach (var identity in source.Identities)
        {
            foreach (var select in PersonSelect.Of(source, schema, Dialect, identity, verifiedAddress, atMost))
            {
                var found = await connection.AllAsync(select.Sql, select.Read, ct);
                if (found.Count > 0) return found;
            }
        }
        return [];
    }

    public override async Task<PersonKey?> FindPersonAsync(PersonKey key, CancellationToken ct)
    {
        try
        {
            foreach (var select in PersonSelect.OfKey(source, schema, Dialect, key))
            {
                if (await connection.FirstAsync(select.Sql, select.Read, ct) is { } found) return found;
            }
        }
        catch (SourceFailedException e) when (e.Fault == SourceFault.ValueDoesNotFit)
        {
            // PostgreSQL refuses to read "abc" as a number: there is nobody with that key.
        }
        return null;
    }

    public override async Task<DatasetSummary> SummariseAsync(Dataset dataset, PersonKey person, CancellationToken ct)
    {
        var select = new SummarySelect(source, schema, Dialect, dataset, person);
        try
        {
            return await connection.FirstAsync(select.Sql, select.Read, ct) ?? DatasetSummary.Empty;
        }
        catch (FormatException)
        {
            throw new ValueDoesNotFitException(source.Name, dataset.Id, dataset.Date ?? dataset.Retention.Anchor?.Column ?? "", null, "date");
        }
    }

    public override async Task<RowPage> PageAsync(RowQuery query, PageCursor? cursor, int size, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        return await new PageRead(
            () => new RowSelect(source, schema, Dialect, query, withPlace: true),
            (sql, select) => connection.AllAsync(sql, select.Read, ct)).RunAsync(cursor, size);
    }

    public override IAsyncEnumerable<SourceRow> StreamAsync(RowQuery query, CancellationToken ct)
    {
        var select = new RowSelect(source, schema, Dialect, query, withPlace: false);
        return connection.StreamAsync(select.All(), reader => select.Read(reader).Row, ct);
    }

    public override async Task<SourceRow?> FindRowAsync(RowQuery query, string rowKey, CancellationToken ct)
    {
        if (query.Dataset.Key.Count == 0 || KeyText.Split(rowKey, query.Dataset.Key.Count) is not { } key) return null;
        var select = new RowSelect(source, schema, Dialect, query, withPlace: false);
        try
        {
            return (await connection.AllAsync(select.One(key), select.Read, ct)).Select(r => r.Row).FirstOrDefault();
        }
        catch (SourceFailedException e) when (e.Fault == SourceFault.ValueDoesNotFit)
        {
            // PostgreSQL refuses to read "abc" as a number: there is no row with that key.
            return null;
        }
    }

    public override async Task<long> CountAsync(Dataset dataset, Reach reach, IReadOnlyList<string>? among, CancellationToken ct)
    {
        // A view shows what tables hold, and goes with them.
        if (schema.Live.Find(dataset.Table) is { IsView: true }) return 0;
        var select = new ErasureSelect(source, schema, Dialect, dataset, reach, rowsAreKnown: among is not null);
        return (await connection.AllAsync(select.Count(among), reader => reader.GetInt64(0), ct))[0];
    }

    public override async Task<IReadOnlyList<string>> FindKeysAsync(Dataset dataset, Reach reach, string? afterKey, int limit, CancellationToken ct)
    {
        var select = new ErasureSelect(source, schema, Dialect, dataset, reach, rowsAreKnown: false);
        return [.. (await connection.AllAsync(select.Page(afterKey, limit), select.Read, ct)).Select(row => row.Key)];
    }

    public override async Task<IReadOnlyList<long>> CountBegunAsync(Dataset dataset, IReadOnlyList<DateOnly> lastStarts, CancellationToken ct)
    {
        var select = new BegunSelect(source, schema, Dialect, dataset, lastStarts);
        return await connection.FirstAsync(select.Sql, select.Read, ct) ?? [];
    }

    public override async Task<CellOutcome> ForeseeAsync(CellChange change, CancellationToken ct)
    {
        var work = new CellWork(source, schema, Dialect, change);
        work.CheckSchema(schemaDiffers);
        if (!work.CanLook) return CellOutcome.Hindered(work.Obstacle ?? CorrectionObstacle.NoRecord);
        var (select, sql) = work.Look(whole: false, locked: false);
        try
        {
            return work.Judge((await connection.AllAsync(sql, select.Read, ct)).Select(read => read.Row).FirstOrDefault());
        }
        catch (SourceFailedException e) when (e.Fault == SourceFault.ValueDoesNotFit)
        {
            // PostgreSQL refuses to read "abc" as a number: there is no row with that key.
            return CellOutcome.Hindered(CorrectionObstacle.RecordGone);
        }
    }

    public override Task<IReadOnlyList<Misfit>> FindMisfitsAsync(string table, Dataset? dataset, IEnumerable<Field> fields, CancellationToken ct)
    {
        var known = fields.Where(f => schema.Column(table, f.Column) is not null);
        return new MisfitRead(connection, new MisfitSelect(source, schema, Dialect, table, dataset, [.. known])).RunAsync(ct);
    }

    public override ValueTask DisposeAsync() => connection.DisposeAsync();
}
