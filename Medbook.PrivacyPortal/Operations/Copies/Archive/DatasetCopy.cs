using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Copies;

namespace Medbook.PrivacyPortal.Operations.Copies.Archive;

/// <summary>
/// Puts one dataset into an archive: JSON, CSV and the schema. A ZIP takes one file at a time: a CSV file that is not too large
/// is kept in memory meanwhile, for a larger one the rows are read again.
/// </summary>
internal sealed class DatasetCopy(
    CopyArchive archive, SourceReading reading, string source, CopyScope scope, PersonKey person,
    FreeTextGate gate, RowsAsHtml page, CopyMeter meter, ILogger log)
{
    // Of so many rows no CSV file is small enough to be kept.
    private const int MostRowsKept = 500_000;

    private string Id => scope.Dataset.Id;

    /// <summary>How often the rows of a dataset are read.</summary>
    public static int ReadingsFor(long expected) => expected > MostRowsKept ? 2 : 1;

    /// <summary>Why not all could be read; null where all was.</summary>
    public SourceFault? Fault { get; private set; }

    /// <param name="expected">Rows that were counted: too many to keep are not kept at all.</param>
    /// <param name="ct">Stops.</param>
    public async Task<CopiedDataset> WriteAsync(long expected, CancellationToken ct)
    {
        var folder = $"{source}/{Id}";
        var json = $"data/{folder}.json";
        using var kept = ReadingsFor(expected) == 1 ? new KeptBytes() : null;
        var rows = await AddJsonAsync(json, kept, ct);
        if (rows == 0) return new CopiedDataset(Id, Fault is null ? CopyStatus.Complete : CopyStatus.Failed, 0, null, null, null, gate.Waiting);

        string? csv = null;
        if (Fault is null)
        {
            csv = $"data/{folder}.csv";
            if (kept is { IsTooMuch: false })
            {
                await archive.AddAsync(csv, async stream =>
                {
                    await kept.WriteToAsync(stream, ct);
                    return rows;
                }, ct);
            }
            else
            {
                await AddCsvAsync(csv, ct);
            }
        }

        var schema = $"schema/{folder}.schema.json";
        await archive.AddAsync(schema, stream => RowSchema.WriteAsync(stream, scope.Dataset, gate.Written, ct), ct);
        return new CopiedDataset(Id, Fault is null ? CopyStatus.Complete : CopyStatus.Partial, rows, json, csv, schema, gate.Waiting);
    }

    private async Task<long> AddJsonAsync(string path, KeptBytes? kept, CancellationToken ct)
    {
        await using var rows = Stream(gate.Read, ct);
        var row = await NextAsync(rows, isFirst: true, ct);
        // Where nothing but free text was asked for, it is only counted.
        while (row is not null && gate.Written.Count == 0) row = await NextAsync(rows, isFirst: true, ct);
        // A file is begun only once there is a row to put into it.
        if (row is null) return 0;

        long written = 0;
        await archive.AddAsync(path, async stream =>
        {
            await using var json = new RowsAsJson(stream, gate.Written);
            await using var csv = kept is null ? null : await RowsAsCsv.BeginAsync(kept, gate.Written, ct);
            for (; row is not null; row = await NextAsync(rows, isFirst: true, ct))
            {
                page.Add(row);
                await json.WriteAsync(row, ct);
                if (kept is { IsTooMuch: false }) await csv!.WriteAsync(row, ct);
                written++;
            }
            return written;
        }, ct);
        return written;
    }

    // The same snapshot, read again: the rows are those of the JSON file.
    private async Task AddCsvAsync(string path, CancellationToken ct)
    {
        await using var rows = Stream(gate.Written, ct);
        await archive.AddAsync(path, async stream =>
        {
            long written = 0;
            await using var csv = await RowsAsCsv.BeginAsync(stream, gate.Written, ct);
            while (await NextAsync(rows, isFirst: false, ct) is { } row)
            {
                await csv.WriteAsync(row, ct);
                written++;
            }
            return written;
        }, ct);
    }

    private IAsyncEnumerator<SourceRow> Stream(IReadOnlyList<ReadField> fields, CancellationToken ct) =>
        reading.StreamAsync(new RowQuery(scope.Dataset, person, OthersData.Mask) { Fields = fields }, ct).GetAsyncEnumerator(ct);

    /// <summary>The next row that has a place in the copy; null at the end, and where the source fails.</summary>
    private async ValueTask<SourceRow?> NextAsync(IAsyncEnumerator<SourceRow> rows, bool isFirst, CancellationToken ct)
    {
        try
        {
            while (await rows.MoveNextAsync())
            {
                await meter.RowAsync(ct);
                if (gate.Pass(rows.Current, count: isFirst) is { } row) return row;
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
