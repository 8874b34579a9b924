using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;

namespace Medbook.PrivacyPortal.Operations.Subjects;

/// <summary>Which fields of a kind of record stand in the table, and which below each record: a page is not as wide as a database.</summary>
/// <param name="Main">Places of the fields in the table; the first names the record.</param>
/// <param name="More">Places of the others.</param>
/// <param name="Origin">Where all values come from; null where they come from different places.</param>
public sealed record RecordColumns(IReadOnlyList<int> Main, IReadOnlyList<int> More, Origin? Origin)
{
    private const int Widest = 4;

    /// <summary>The places for a page of records.</summary>
    public static RecordColumns Of(HeldRecords records)
    {
        var fields = records.Fields;
        var all = Enumerable.Range(0, fields.Count).ToList();
        var candidates = all.Where(i => CanStand(fields[i]) && records.Rows.Any(row => row.Values[i] is not null)).ToList();

        // The date that orders the list, and the one beside it: when something began and ended. Then what says most about a
        // record; a number that the database gave says least.
        var date = candidates.FindIndex(i => fields[i].Name == records.Dataset.Date) is >= 0 and var at ? candidates[at] : -1;
        var chosen = candidates
            .OrderBy(i => i != date)
            .ThenBy(i => !(fields[i].Field.Type == FieldType.Date && i == date + 1))
            .ThenBy(i => IsNumber(records.Dataset, fields[i]))
            .ThenBy(i => fields[i].Field.Others == Others.FreeText)
            .Take(Widest).Order().ToList();
        var name = chosen.OrderBy(i => IsNumber(records.Dataset, fields[i])).ThenBy(i => fields[i].Field.Type != FieldType.Text).FirstOrDefault();
        IReadOnlyList<int> main = chosen.Count == 0 ? [0] : [name, .. chosen.Where(i => i != name)];
        var origins = fields.Select(field => field.Field.Origin).Distinct().ToList();
        return new RecordColumns(main, [.. all.Except(main)], origins.Count == 1 ? origins[0] : null);
    }

    // What is hidden, or is no word, says nothing in a table; a person's own words do.
    private static bool CanStand(ReadField field) =>
        field.Field.Type is not (FieldType.Json or FieldType.Php or FieldType.Bytes)
        && (field.Field.Others == Others.None || field.Field is { Others: Others.FreeText, Origin: DataMap.Model.Origin.Provided });

    private static bool IsNumber(Dataset dataset, ReadField field) =>
        (dataset.Key.Contains(field.Name) && field.Field.Type != FieldType.Text) || field.Field.Type is FieldType.Uuid || (field.Field is { Type: FieldType.Integer, Origin: DataMap.Model.Origin.Derived });
}
