using System.Text.Json;

namespace Medbook.PrivacyPortal.DataMap.Sources.Http.Conformance;

internal sealed class WritesWhatItDescribes() : SystemPromise("Rows have the key and the values that describe promises, and name the person's roles where there are several.", PromiseNeed.Person)
{
    public override async Task<Finding> TryAsync(SystemTrial trial, CancellationToken ct)
    {
        var rows = 0;
        foreach (var table in trial.Tables)
        {
            var roles = trial.DatasetsOf(table).SelectMany(dataset => dataset.People).Select(role => role.Name).Where(name => name.Length > 0).ToHashSet();
            foreach (var row in await trial.RowsAsync(table, ct))
            {
                rows++;
                if (Fault(table, roles, row) is { } fault) return Finding.Broken(fault);
            }
        }
        return rows > 0 ? Finding.Kept : Finding.Broken("The person has no rows.");
    }

    private static string? Fault(SystemTable table, HashSet<string> roles, ExportLine row)
    {
        if (table.Key.Count != (row.Key?.Count ?? 0)) return $"Table {table.Name}: the key of a row has another length.";
        if (roles.Count > 0 && (row.Roles is not { Count: > 0 } named || !named.All(roles.Contains))) return $"Table {table.Name}: a row does not say which role the person has.";
        for (var i = 0; i < table.Fields.Count; i++)
        {
            var (field, value) = (table.Fields[i], row.Values![i]);
            if (!WireValues.Fits(field, value)) return $"Field {table.Name}.{field.Name}: a value is no {field.Type} as described.";
            if (table.Key.ToList().IndexOf(field.Name) is >= 0 and var place && Text(value) is { } text && text != row.Key![place])
                return $"Field {table.Name}.{field.Name}: the key says another value than the row.";
        }
        return null;
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
