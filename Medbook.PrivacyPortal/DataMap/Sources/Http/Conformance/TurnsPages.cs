namespace Medbook.PrivacyPortal.DataMap.Sources.Http.Conformance;

internal sealed class TurnsPages() : SystemPromise("Pages of an export, one after the other, are the whole.", PromiseNeed.Person)
{
    private const int MostPages = 5;

    public override async Task<Finding> TryAsync(SystemTrial trial, CancellationToken ct)
    {
        foreach (var table in trial.Tables.Where(table => table.Key.Count > 0))
        {
            var whole = (await trial.RowsAsync(table, ct)).Select(WireValues.Of).ToList();
            var size = Math.Max(1, (whole.Count + MostPages - 1) / MostPages);
            for (var skip = 0; skip <= whole.Count; skip += size)
            {
                var page = await trial.ExportAsync(new(table.Name, new() { Person = trial.Person }, [], Skip: skip, Limit: size), ct);
                if (!page.Select(WireValues.Of).SequenceEqual(whole.Skip(skip).Take(size)))
                    return Finding.Broken($"Table {table.Name}: the page after {skip} rows is not the one of the whole.");
            }
        }
        return Finding.Kept;
    }
}
