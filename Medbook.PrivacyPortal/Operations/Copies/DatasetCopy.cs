using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Copies;

namespace Medbook.PrivacyPortal.Operations.Copies;

/// <summary>Puts one dataset into an archive: JSON, CSV and the schema. Rows are read twice, because a ZIP takes one file at a time.</summary>
internal sealed class DatasetCopy(
    CopyArchive archive, SourceReading reading, string source, CopyScope scope, PersonKey person,
    FreeTextGate gate, RowsAsHtml page, CopyMeter meter, ILogger log)
{
    private string Id => scope.Dataset.Id;

    /// <summary>Why not all could be read; null where all was.</summary>
    public SourceFault? Fault { get; private set; }

    public async Task<CopiedDataset> WriteAsync(CancellationToken ct)
    {
        var folder = $"{source}/{Id}";
        var json = $"data/{folder}.json";
        var rows = await AddAsync(json, isFirst: true, stream => ValueTask.FromResult(new RowsAsJson(stream, gate.Written)), (w, row) => w.WriteAsync(row, ct), ct);
        if (rows == 0) return new CopiedDataset(Id, Fault is null ? CopyStatus.Complete : CopyStatus.Failed, 0, null, null, null, gate.Waiting);

        string? csv = null;
        if (Fault is null)
        {
            csv = $"data/{folder}.csv";
            await AddAsync(csv, isFirst: false, stream => RowsAsCsv.BeginAsync(stream, gate.Written, ct), (w, row) => w.WriteAsync(row, ct), ct);
        }

        var schema = $"schema/{folder}.schema.json";
        await archive.AddAsync(schema, stream => RowSchema.WriteAsync(stream, scope.Dataset, gate.Written, ct), ct);
        return new CopiedDataset(Id, Fault is null ? CopyStatus.Complete : CopyStatus.Partial, rows, json, csv, schema, gate.Waiting);
    }

    // A file is begun only once there is a row to put into it.
    private async Task<long> AddAsync<TWriter>(
        string path, bool isFirst, Func<Stream, ValueTask<TWriter>> begin, Func<TWriter, SourceRow, ValueTask> write, CancellationToken ct)
        where TWriter : IAsyncDisposable
    {
        // The first reading counts what waits; the second leaves it in the database.
        var query = new RowQuery(scope.Dataset, person, OthersData.Mask) { Fields = isFirst ? gate.Read : gate.Written };
        await using var rows = reading.StreamAsync(query, ct).GetAsyncEnumerator(ct);
        var row = await NextAsync(rows, isFirst, ct);
        while (row is not null && gate.Written.Count == 0) row = await NextAsync(rows, isFirst, ct);
        if (row is null) return 0;

        long written = 0;
        await archive.AddAsync(path, async stream =>
        {
            await using var writer = await begin(stream);
            for (SourceRow? next = row; next is not null; next = await NextAsync(rows, isFirst, ct))
            {
                if (isFirst) page.Add(next);
                await write(writer, next);
                written++;
            }
            return written;
        }, ct);
        return written;
    }

    /// <summary>The next row that has a place in the copy; null at the end, and where the source fails.</summary>
    private async ValueTask<SourceRow?> NextAsync(IAsyncEnumerator<SourceRow> rows, bool count, CancellationToken ct)
    {
        try
        {
            while (await rows.MoveNextAsync())
            {
                await meter.RowAsync(ct);
                if (gate.Pass(rows.Current, count) is { } row) return row;
            }
        }
        catch (SourceException fault)
        {
            log.SourceFailed(source, Id, fault.Fault, fault.EngineCode);
            Fault = fault.Fault;
        }
        return null;
    }
}
