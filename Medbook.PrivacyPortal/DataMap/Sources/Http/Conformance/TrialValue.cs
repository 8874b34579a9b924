using System.Text.Json;

namespace Medbook.PrivacyPortal.DataMap.Sources.Http.Conformance;

/// <summary>A text of the person that the map says can be corrected, and another one to put there for a moment.</summary>
internal sealed record TrialValue(SystemTable Table, SystemField Field, IReadOnlyList<string> Key, string Original)
{
    /// <summary>What there is to try corrections with; null where there is nothing.</summary>
    public static async Task<TrialValue?> OfAsync(SystemTrial trial, CancellationToken ct)
    {
        foreach (var table in trial.Tables.Where(table => table.Key.Count > 0))
        {
            foreach (var field in table.Fields.Where(field => field.Type == "text" && !table.Key.Contains(field.Name)))
            {
                if (!trial.DatasetsOf(table).Any(dataset => dataset.Find(field.Name) is { Rectifiable: true, Values.Count: 0 })) continue;
                var place = table.Fields.ToList().IndexOf(field);
                var row = (await trial.RowsAsync(table, ct)).FirstOrDefault(row => row.Values![place] is { ValueKind: JsonValueKind.String } value && value.GetString()!.Length > 0);
                if (row is not null) return new(table, field, row.Key!, row.Values![place].GetString()!);
            }
        }
        return null;
    }

    /// <summary>Another text of the same length.</summary>
    public string Another => Original[..^1] + (Original[^1] == '.' ? '-' : '.');

    public async Task<RectifyAnswer> RectifyAsync(SystemTrial trial, string expected, string proposed, bool dryRun, CancellationToken ct) =>
        await trial.Client.RectifyAsync(
            new(Table.Name, trial.Person, Key, Field.Name, JsonSerializer.SerializeToElement(expected), JsonSerializer.SerializeToElement(proposed), dryRun), SystemTrial.NewKey(), ct);

    /// <summary>Whether the row holds a text now.</summary>
    public async Task<bool> HoldsAsync(SystemTrial trial, string text, CancellationToken ct) =>
        await trial.ExportAsync(new(Table.Name, new() { Person = trial.Person, Keys = [Key] }, [Field.Name]), ct) is [{ Values: [{ ValueKind: JsonValueKind.String } value] }]
        && value.GetString() == text;
}
