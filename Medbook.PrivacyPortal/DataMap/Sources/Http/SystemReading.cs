using System.Runtime.CompilerServices;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources.Http;

/// <summary>One reading of a system that is no database. It gives no snapshot: what changes between two questions changes between them.</summary>
internal sealed class SystemReading(Source source, LiveSchema schema, SystemClient client) : SourceReading
{
    private const int SampledRows = 1000;

    public override Task<IReadOnlyList<PersonKey>> FindPersonsAsync(string verifiedAddress, int atMost, CancellationToken ct) =>
        new SystemPersons(source, client).WithAddressAsync(verifiedAddress, atMost, ct);

    public override Task<PersonKey?> FindPersonAsync(PersonKey key, CancellationToken ct) => new SystemPersons(source, client).OfKeyAsync(key, ct);

    public override async Task<DatasetSummary> SummariseAsync(Dataset dataset, PersonKey person, CancellationToken ct)
    {
        var summary = new SystemSummary(dataset);
        await foreach (var row in StreamAsync(new RowQuery(dataset, person, OthersData.Show) { Fields = summary.Fields }, ct)) summary.Add(row);
        return summary.Sum;
    }

    public override async Task<RowPage> PageAsync(RowQuery query, PageCursor? cursor, int size, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        var skipped = cursor is { Place.Count: 0, Backward: false } ? cursor.Skipped : 0;
        // One row more than a page tells whether there is another.
        var rows = await RowsAsync(query, question => question with { Newest = query.Dataset.Date, Skip = skipped, Limit = size + 1 }, ct);
        if (rows.Count == 0 && skipped > 0) return await PageAsync(query, cursor: null, size, ct);
        return new RowPage([.. rows.Take(size)], skipped,
            skipped > 0 ? PageCursor.At(Math.Max(0, skipped - size)) : null, rows.Count > size ? PageCursor.At(skipped + size) : null);
    }

    public override async IAsyncEnumerable<SourceRow> StreamAsync(RowQuery query, [EnumeratorCancellation] CancellationToken ct)
    {
        var (lines, last) = (new LineReader(source.Name, query), (string?)null);
        await foreach (var line in client.ExportAsync(lines.Question, ct))
        {
            var row = lines.Read(line);
            // A row that is given twice would be counted twice.
            if (row.Key == last) throw SystemFailure.NoAnswer.Of(source.Name);
            last = row.Key;
            yield return row;
        }
    }

    public override async Task<SourceRow?> FindRowAsync(RowQuery query, string rowKey, CancellationToken ct)
    {
        if (KeyText.Split(rowKey, query.Dataset.Key.Count) is not { } key) return null;
        var rows = await RowsAsync(query, question => question with { Rows = question.Rows with { Keys = [key] }, Limit = 1 }, ct);
        return rows.TrueForAll(row => row.Key == KeyText.Join(key)) ? rows.FirstOrDefault() : throw SystemFailure.NoAnswer.Of(source.Name);
    }

    public override Task<long> CountAsync(Dataset dataset, Reach reach, IReadOnlyList<string>? among, CancellationToken ct) => Plan(dataset, reach).CountAsync(among, ct);

    public override async Task<IReadOnlyList<string>> FindKeysAsync(Dataset dataset, Reach reach, string? afterKey, int limit, CancellationToken ct) =>
        [.. (await Plan(dataset, reach).PageAsync(afterKey, limit, ct)).Select(row => row.Key)];

    public override async Task<IReadOnlyList<long>> CountBegunAsync(Dataset dataset, IReadOnlyList<DateOnly> lastStarts, CancellationToken ct)
    {
        var counts = new List<long>();
        foreach (var day in lastStarts) counts.Add(await CountAsync(dataset, new PeriodReach(new Dictionary<string, DateOnly> { [dataset.Id] = day }), among: null, ct));
        return counts;
    }

    public override Task<CellOutcome> ForeseeAsync(CellChange change, CancellationToken ct) => new SystemCell(source, schema, client, change).AskAsync(dryRun: true, ct);

    public override async Task<IReadOnlyList<Misfit>> FindMisfitsAsync(string table, Dataset? dataset, IEnumerable<Field> fields, CancellationToken ct)
    {
        var readable = ReadField.AllOf(fields.Where(field => schema.Find(table)?.Find(field.Column) is not null));
        var (columns, count) = (ColumnReader.For(readable), new MisfitCount(readable));
        if (columns.Count == 0) return [];
        foreach (var newest in new[] { null, dataset?.Date }.Distinct())
        {
            var question = new ExportQuestion(table, new SystemRows(), [.. columns.Select(column => column.Column)], newest, Limit: SampledRows);
            await foreach (var line in client.ExportAsync(question, ct))
            {
                for (var i = 0; i < columns.Count; i++) count.Try(columns[i], () => SystemValue.Stored(columns[i].Whole, line.Values![i]));
            }
        }
        return [.. count.Found];
    }

    // The client belongs to the source.
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private SystemPlan Plan(Dataset dataset, Reach reach) => new(client, source.Name, dataset, reach);

    private async Task<List<SourceRow>> RowsAsync(RowQuery query, Func<ExportQuestion, ExportQuestion> which, CancellationToken ct)
    {
        var (lines, rows) = (new LineReader(source.Name, query), new List<SourceRow>());
        await foreach (var line in client.ExportAsync(which(lines.Question), ct)) rows.Add(lines.Read(line));
        return rows;
    }
}
