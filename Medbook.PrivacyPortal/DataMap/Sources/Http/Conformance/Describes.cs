namespace Medbook.PrivacyPortal.DataMap.Sources.Http.Conformance;

internal sealed class Describes() : SystemPromise("describe names every table of the map once, with the fields of its key and the type of each field.")
{
    public override async Task<Finding> TryAsync(SystemTrial trial, CancellationToken ct)
    {
        var description = await trial.Client.DescribeAsync(ct);
        trial.Description = description;
        return Finding.Of(description.Tables.Select(Fault).FirstOrDefault(fault => fault is not null)
            ?? (description.Tables.GroupBy(table => table.Name).FirstOrDefault(same => same.Count() > 1) is { } twice ? $"Table {twice.Key} is described twice." : null)
            ?? (trial.Map.Datasets.FirstOrDefault(dataset => description.Tables.All(table => table.Name != dataset.Table)) is { } missing
                ? $"Table {missing.Table} of the map is not described." : null));
    }

    private static string? Fault(SystemTable table) =>
        table.Key.FirstOrDefault(key => table.Fields.All(field => field.Name != key)) is { } key ? $"Table {table.Name} has no field {key}, which is in its key."
        : table.Fields.FirstOrDefault(field => !WireValues.Types.Contains(field.Type)) is { } field ? $"Field {table.Name}.{field.Name} has a type that there is not."
        : table.Fields.DistinctBy(field => field.Name).Count() < table.Fields.Count ? $"Table {table.Name} has a field twice." : null;
}
