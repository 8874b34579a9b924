namespace Medbook.PrivacyPortal.DataMap.Sources.Http.Conformance;

internal sealed class ExportsNothingOfNobody() : SystemPromise("export and plan give nothing of a person that there is not, and the export has its last line.")
{
    public override async Task<Finding> TryAsync(SystemTrial trial, CancellationToken ct)
    {
        if (trial.Nobody()?.ToString() is not { } nobody) return Finding.NotTried("The map has no identity for this source.");
        foreach (var table in trial.Tables)
        {
            var rows = new SystemRows { Person = nobody };
            if (await trial.ExportAsync(new(table.Name, rows, []), ct) is { Count: > 0 } some) return Finding.Broken($"Table {table.Name}: {some.Count} rows.");
            if (trial.ErasureOf(table) is { } erasure && await trial.Client.PlanAsync(new(table.Name, rows, erasure, null, null, 1), ct) is { Count: > 0 } plan)
                return Finding.Broken($"Table {table.Name}: {plan.Count} rows to erase.");
        }
        return Finding.Kept;
    }
}
