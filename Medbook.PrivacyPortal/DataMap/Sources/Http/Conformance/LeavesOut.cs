namespace Medbook.PrivacyPortal.DataMap.Sources.Http.Conformance;

internal sealed class LeavesOut() : SystemPromise("Rows are those for which everything holds that is said: persons left out, keys, nobody else's.", PromiseNeed.Person)
{
    public override async Task<Finding> TryAsync(SystemTrial trial, CancellationToken ct)
    {
        foreach (var table in trial.Tables)
        {
            var own = new SystemRows { Person = trial.Person };
            if (await CountAsync(own with { Except = [trial.Person] }) is > 0 and var some) return Finding.Broken($"Table {table.Name}: {some} rows of the person who is left out.");
            if ((await trial.RowsAsync(table, ct)) is not [{ Key: { Count: > 0 } key }, ..]) continue;
            if (await CountAsync(own with { Keys = [key] }) is not 1 and var named) return Finding.Broken($"Table {table.Name}: {named} rows of one key.");
            if (await CountAsync(new() { Keys = [key] }) is not 1 and var all) return Finding.Broken($"Table {table.Name}: {all} rows of one key where no person is named.");
            if (trial.Nobody() is { } nobody && await CountAsync(own with { Person = nobody.ToString(), Keys = [key] }) is > 0)
                return Finding.Broken($"Table {table.Name}: a row is somebody else's, too.");

            async Task<int> CountAsync(SystemRows rows) => (await trial.ExportAsync(new(table.Name, rows, []), ct)).Count;
        }
        return Finding.Kept;
    }
}
