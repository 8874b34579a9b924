using System.Data.Common;
using System.Globalization;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>Erases all that a source holds of a person, as the simplest gateway would.</summary>
public static class WholeErasure
{
    /// <summary>Every dataset in its order, in small batches; what was needed is tried again as long as that helps.</summary>
    /// <returns>What became of each row, by dataset.</returns>
    public static async Task<IReadOnlyDictionary<string, List<ErasedRow>>> RunAsync(SourceErasing erasing, PersonKey person, int batch = 3)
    {
        var outcomes = new Dictionary<string, List<ErasedRow>>();
        foreach (var dataset in erasing.Order)
        {
            // Rows without a key have no name, but a number.
            outcomes[dataset.Id] = dataset.Key.Count > 0 ? await RunAsync(erasing, dataset, person, batch)
                : [.. Enumerable.Repeat(new ErasedRow("", RowOutcome.Deleted), (int)await erasing.EraseAllAsync(dataset, person, batch, CancellationToken.None))];
        }
        return outcomes;
    }

    /// <summary>How many rows of the person are left in each dataset that has any.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> LeftAsync(SourceErasing erasing, PersonKey person)
    {
        var left = new Dictionary<string, long>();
        foreach (var dataset in erasing.Order)
        {
            if (await erasing.CountLeftAsync(dataset, person, [], CancellationToken.None) is > 0 and var count) left[dataset.Id] = count;
        }
        return left;
    }

    /// <summary>Every row of a table, a line each.</summary>
    public static async Task<List<string>> RowsAsync(DbConnection connection, string table)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\"";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) switch
            {
                DBNull => "-",
                byte[] bytes => Convert.ToHexStringLower(bytes),
                var value => Convert.ToString(value, CultureInfo.InvariantCulture),
            })));
        }
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    private static async Task<List<ErasedRow>> RunAsync(SourceErasing erasing, Dataset dataset, PersonKey person, int batch)
    {
        var outcomes = new List<ErasedRow>();
        string? after = null;
        while (await erasing.FindAsync(dataset, person, after, batch, CancellationToken.None) is { Count: > 0 } page)
        {
            outcomes.AddRange(await erasing.EraseAsync(dataset, person, [.. page.Select(row => row.Key)], CancellationToken.None));
            after = page[^1].Key;
        }
        while (true)
        {
            var needed = outcomes.Where(row => row.Outcome == RowOutcome.Needed).ToList();
            foreach (var some in needed.Chunk(batch))
            {
                var again = await erasing.EraseAsync(dataset, person, [.. some.Select(row => row.Key)], CancellationToken.None);
                outcomes.RemoveAll(some.Contains);
                outcomes.AddRange(again);
            }
            if (outcomes.Count(row => row.Outcome == RowOutcome.Needed) == needed.Count) return outcomes;
        }
    }
}
