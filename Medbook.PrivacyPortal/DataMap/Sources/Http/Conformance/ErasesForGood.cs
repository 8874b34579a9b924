namespace Medbook.PrivacyPortal.DataMap.Sources.Http.Conformance;

internal sealed class ErasesForGood() : SystemPromise("erase takes what is the person's alone, once, and plan counts none of it afterwards.", PromiseNeed.Writing)
{
    public override async Task<Finding> TryAsync(SystemTrial trial, CancellationToken ct)
    {
        var work = new List<Work>();
        foreach (var table in trial.Tables.Where(table => table.Key.Count > 0))
        {
            if (trial.ErasureOf(table) is not { } erasure) continue;
            var plan = await trial.Client.PlanAsync(new(table.Name, new() { Person = trial.Person }, erasure, null, null, SystemTrial.Page), ct);
            if (plan.Rows.Where(row => !row.OthersToo).Select(row => row.Key).ToList() is { Count: > 0 } own) work.Add(new(table, erasure, own));
        }
        if (work.Count == 0) return Finding.NotTried("The person has nothing of their own that the map would have erased.");
        if (await EraseAllAsync(trial, work, ct) is { } fault) return Finding.Broken(fault);
        foreach (var some in work)
        {
            var rows = new SystemRows { Person = trial.Person, Keys = some.Keys };
            if (await trial.Client.PlanAsync(new(some.Table.Name, rows, some.Erasure, null, null, 0), ct) is { Count: > 0 } left)
                return Finding.Broken($"Table {some.Table.Name}: {left.Count} rows that were erased are still to be erased.");
            if (some.Erasure.Takes && await trial.ExportAsync(new(some.Table.Name, rows, []), ct) is { Count: > 0 } there)
                return Finding.Broken($"Table {some.Table.Name}: {there.Count} rows that were deleted are still there.");
            var again = await trial.Client.EraseAsync(new(some.Table.Name, rows, some.Erasure), SystemTrial.NewKey(), ct);
            if (again.Rows.FirstOrDefault(row => row.Outcome != "gone") is { } odd) return Finding.Broken($"Table {some.Table.Name}: a row that was erased before was {odd.Outcome}.");
        }
        return Finding.Kept;
    }

    // A row that another one needs goes after it: as many rounds as there are tables suffice.
    private static async Task<string?> EraseAllAsync(SystemTrial trial, List<Work> work, CancellationToken ct)
    {
        var open = work.ToDictionary(some => some, some => some.Keys);
        for (var round = 0; round <= work.Count && open.Count > 0; round++)
        {
            foreach (var (some, keys) in open.ToList())
            {
                var order = new EraseOrder(some.Table.Name, new() { Person = trial.Person, Keys = keys }, some.Erasure);
                var key = SystemTrial.NewKey();
                var first = await trial.Client.EraseAsync(order, key, ct);
                var second = await trial.Client.EraseAsync(order, key, ct);
                if (!first.Rows.Select(Said).Order().SequenceEqual(second.Rows.Select(Said).Order()))
                    return $"Table {some.Table.Name}: the same key gave another answer the second time.";
                var wanted = some.Erasure.Takes ? "deleted" : "changed";
                if (first.Rows.FirstOrDefault(row => row.Outcome != wanted && row.Outcome != "needed") is { } odd)
                    return $"Table {some.Table.Name}: a row was {odd.Outcome}, not {wanted}.";
                var left = first.Rows.Where(row => row.Outcome == "needed").Select(row => row.Key).ToList();
                if (left.Count > 0) open[some] = left;
                else open.Remove(some);
            }
        }
        return open.Keys.FirstOrDefault() is { } stays ? $"Table {stays.Table.Name}: rows are needed by something that stays." : null;
    }

    private static string Said(SystemErased row) => $"{KeyText.Join(row.Key)} {row.Outcome}";

    private sealed record Work(SystemTable Table, SystemErasure Erasure, IReadOnlyList<IReadOnlyList<string>> Keys);
}
