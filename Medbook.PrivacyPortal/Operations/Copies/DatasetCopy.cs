using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Copies;

namespace Medbook.PrivacyPortal.Operations.Copies;

/// <summary>Puts one dataset into an archive: JSON, CSV and the schema. Rows are read twice, because a ZIP takes one file at a time.</summary>
internal sealed class DatasetCopy(CopyArchive archive, SourceReading reading, string source, CopyScope scope, PersonKey person)
{
    private readonly RowQuery query = new(scope.Dataset, person, OthersData.Mask) { Fields = scope.Fields };

    /// <summary>Why not all could be read; null where all was.</summary>
    public SourceFault? Fault { get; private set; }

    public async Task<CopiedDataset> WriteAsync(CancellationToken ct)
    {
        var (id, folder) = (scope.Dataset.Id, $"{source}/{scope.Dataset.Id}");
        var json = $"data/{folder}.json";
        var rows = await AddAsync(json, stream => ValueTask.FromResult(new RowsAsJson(stream, scope.Fields)), (w, row) => w.WriteAsync(row, ct), ct);
        if (rows == 0) return new CopiedDataset(id, Fault is null ? CopyStatus.Complete : CopyStatus.Failed, 0, null, null, null, scope.Withheld);

        string? csv = null;
        if (Fault is null)
        {
            csv = $"data/{folder}.csv";
            await AddAsync(csv, stream => RowsAsCsv.BeginAsync(stream, scope.Fields, ct), (w, row) => w.WriteAsync(row, ct), ct);
        }

        var schema = $"schema/{folder}.schema.json";
        await archive.AddAsync(schema, async stream =>
        {
            await RowSchema.WriteAsync(stream, scope.Dataset, scope.Fields, ct);
            return null;
        }, ct);
        return new CopiedDataset(id, Fault is null ? CopyStatus.Complete : CopyStatus.Partial, rows, json, csv, schema, scope.Withheld);
    }

    // A file is begun only once there is a row to put into it.
    private async Task<long> AddAsync<TWriter>(
        string path, Func<Stream, ValueTask<TWriter>> begin, Func<TWriter, SourceRow, ValueTask> write, CancellationToken ct)
        where TWriter : IAsyncDisposable
    {
        await using var rows = reading.StreamAsync(query, ct).GetAsyncEnumerator(ct);
        if (!await NextAsync(rows)) return 0;

        long count = 0;
        await archive.AddAsync(path, async stream =>
        {
            await using var writer = await begin(stream);
            do
            {
                await write(writer, rows.Current);
                count++;
            }
            while (await NextAsync(rows));
            return count;
        }, ct);
        return count;
    }

    private async ValueTask<bool> NextAsync(IAsyncEnumerator<SourceRow> rows)
    {
        try
        {
            return await rows.MoveNextAsync();
        }
        catch (SourceException fault)
        {
            Fault = fault.Fault;
            return false;
        }
    }
}
