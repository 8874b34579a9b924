using System.Text.Json;

namespace Medbook.PrivacyPortal.DataMap.Sources.Http.Conformance;

internal sealed class ShowsTheNewestFirst() : SystemPromise("By a date the newest rows come first, those without it last.", PromiseNeed.Person)
{
    public override async Task<Finding> TryAsync(SystemTrial trial, CancellationToken ct)
    {
        foreach (var table in trial.Tables)
        {
            if (table.Fields.FirstOrDefault(field => field.Type is "date" or "timestamp") is not { } date) continue;
            var rows = await trial.ExportAsync(new(table.Name, new() { Person = trial.Person }, [date.Name], Newest: date.Name), ct);
            if (rows.Count != (await trial.RowsAsync(table, ct)).Count) return Finding.Broken($"Table {table.Name}: {rows.Count} rows, another number than by key.");
            if (rows.Zip(rows.Skip(1)).Any(pair => IsBefore(pair.First.Values![0], pair.Second.Values![0])))
                return Finding.Broken($"Table {table.Name}: rows are not in the order of {date.Name}.");
        }
        return Finding.Kept;
    }

    private static bool IsBefore(JsonElement one, JsonElement next) =>
        WireValues.Instant(next) is { } later && (WireValues.Instant(one) is not { } earlier || earlier < later);
}
