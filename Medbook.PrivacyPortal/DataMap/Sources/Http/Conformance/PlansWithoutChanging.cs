using System.Text.Json;

namespace Medbook.PrivacyPortal.DataMap.Sources.Http.Conformance;

internal sealed class PlansWithoutChanging() : SystemPromise("plan counts the person's rows page by page in the order of the key, and changes nothing.", PromiseNeed.Person)
{
    public override async Task<Finding> TryAsync(SystemTrial trial, CancellationToken ct)
    {
        foreach (var table in trial.Tables.Where(table => table.Key.Count > 0))
        {
            if (trial.ErasureOf(table) is not { } erasure) continue;
            var before = await trial.RowsAsync(table, ct);
            var question = new PlanQuestion(table.Name, new() { Person = trial.Person }, erasure, null, null, Math.Max(1, before.Count / 2));
            var planned = new List<IReadOnlyList<string>>();
            var page = await trial.Client.PlanAsync(question, ct);
            var count = page.Count;
            while (page.Rows.Count > 0 && planned.Count <= before.Count)
            {
                planned.AddRange(page.Rows.Select(row => row.Key));
                page = await trial.Client.PlanAsync(question with { After = planned[^1] }, ct);
            }
            if (planned.Count != count || planned.Zip(planned.Skip(1)).Any(pair => WireValues.Compare(table, pair.First, pair.Second) >= 0))
                return Finding.Broken($"Table {table.Name}: {count} rows were counted, {planned.Count} listed, or not in the order of the key.");
            if (!Text(before).SequenceEqual(Text(await trial.ReadAsync(table, question.Rows, ct)))) return Finding.Broken($"Table {table.Name}: something changed.");
        }
        return Finding.Kept;
    }

    private static IEnumerable<string> Text(IEnumerable<ExportLine> rows) => rows.Select(row => JsonSerializer.Serialize(row, SystemJson.Options));
}
