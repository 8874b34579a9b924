using System.Data.Common;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>Looks for stored values of a table that are not what the map says, with the queries of <see cref="MisfitSelect"/>.</summary>
internal sealed class MisfitRead(ReadingConnection connection, MisfitSelect select)
{
    private readonly IReadOnlyList<ColumnReader> columns = ColumnReader.For(select.Readable);
    private readonly MisfitCount count = new(select.Readable);

    /// <summary>What was found.</summary>
    public async Task<IReadOnlyList<Misfit>> RunAsync(CancellationToken ct)
    {
        var found = select.Counts() is { } counts ? await connection.FirstAsync(counts, select.ReadCounts, ct) ?? [] : [];
        foreach (var column in columns) await connection.AllAsync(select.Sample(column), reader => Try(column, reader, 0), ct);
        if (columns.Count > 0 && select.Newest(columns) is { } newest)
        {
            await connection.AllAsync(newest, reader => columns.Where((column, i) => !Try(column, reader, i)).Count(), ct);
        }
        return [.. found, .. count.Found.Where(misfit => !found.Exists(f => f.Field == misfit.Field))];
    }

    private bool Try(ColumnReader column, DbDataReader reader, int at) => count.Try(column, () => reader.IsDBNull(at) ? null : reader.GetValue(at));
}
