namespace Medbook.PrivacyPortal.DataMap.Sources.Http.Conformance;

internal sealed class SortsByKey() : SystemPromise("Rows come in the order of their key, each once.", PromiseNeed.Person)
{
    public override async Task<Finding> TryAsync(SystemTrial trial, CancellationToken ct)
    {
        foreach (var table in trial.Tables.Where(table => table.Key.Count > 0))
        {
            var keys = (await trial.RowsAsync(table, ct)).Select(row => row.Key!).ToList();
            if (keys.Zip(keys.Skip(1)).Any(pair => WireValues.Compare(table, pair.First, pair.Second) >= 0))
                return Finding.Broken($"Table {table.Name}: a row comes after one it should come before, or twice.");
        }
        return Finding.Kept;
    }
}
