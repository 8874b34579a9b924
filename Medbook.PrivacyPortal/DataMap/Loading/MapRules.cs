using System.Text.RegularExpressions;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.DataMap.Loading;

/// <summary>What must hold between the parts of a map; no database is asked.</summary>
internal static partial class MapRules
{
    /// <summary>Checks sources; each fault is given its JSON path and a sentence with the mend.</summary>
    public static void Check(
        IReadOnlyList<Source> sources, IReadOnlyDictionary<string, LocalText> categories, Action<string, string> fault)
    {
        foreach (var source in sources)
        {
            var place = $"sources.{source.Name}";
            CheckName(source.Name, place, fault);
            SharedTables.Check(source, place, fault);
            PathRules.Check(source, place, fault);
            SystemRules.Check(source, place, fault);
            foreach (var dataset in source.Datasets)
            {
                var at = $"{place}.datasets.{dataset.Id}";
                CheckName(dataset.Id, at, fault);
                CheckTable(source, dataset, at, fault);
                CheckFields(dataset, categories, at, fault);
                ResearchRules.Check(source, dataset, at, fault);
                ErasureRules.Check(dataset, at, fault);
            }
        }
    }

    // Names and identifiers become names of files in a copy.
    private static void CheckName(string name, string place, Action<string, string> fault)
    {
        if (!FileName().IsMatch(name)) fault(place, "A name is made of letters, digits, dots, hyphens and underscores. Choose another, and say the table with \"table\".");
    }

    private static void CheckTable(Source source, Dataset dataset, string place, Action<string, string> fault)
    {
        if (source.Excluded.ContainsKey(dataset.Table)) fault(place, $"The table '{dataset.Table}' is mapped here and excluded there. Remove one.");
        if (source.IsSystem(dataset.Table)) fault(place, $"The table '{dataset.Table}' is mapped here and a system table there. Remove one.");
        if (dataset.CopyOf is { } origin)
        {
            if (source.Find(origin) is null || origin == dataset.Id) fault($"{place}.copyOf", $"There is no other dataset '{origin}' in this source.");
            else if (source.Find(origin)!.CopyOf is not null) fault($"{place}.copyOf", $"'{origin}' is a copy itself. Name the dataset it was made from.");
            if (dataset.People.Any(role => role.Erasure.Action != ErasureAction.Delete))
            {
                fault($"{place}.erasure", $"A copy is cleared with its origin, so nothing else ever happens to its rows. Remove \"erasure\", or \"copyOf\" where they are more than a copy of '{origin}'.");
            }
        }
        else if (dataset.Retention.Rule == RetentionRule.WithOrigin)
        {
            fault($"{place}.retention", "with-origin is for a \"copyOf\". Write how long these rows are kept.");
        }
        if (dataset.Shared && dataset.People.Count == 0) fault($"{place}.shared", "Rows that lead to nobody are not shared. Remove \"shared\".");
    }

    private static void CheckFields(
        Dataset dataset, IReadOnlyDictionary<string, LocalText> categories, string place, Action<string, string> fault)
    {
        if (!dataset.AllFields.Any()) fault(place, "The dataset has no field. Map its columns under \"fields\", or exclude the table with a reason.");
        foreach (var twice in dataset.AllFields.GroupBy(f => f.Column).Where(g => g.Count() > 1))
        {
            fault(place, $"The column '{twice.Key}' is mapped twice. It belongs to one role, or to all under the dataset's \"fields\".");
        }
        foreach (var both in dataset.AllFields.Where(f => dataset.Excluded.ContainsKey(f.Column)))
        {
            fault($"{place}.excluded.{both.Column}", $"The column '{both.Column}' is mapped and excluded. Remove one.");
        }
        foreach (var (field, at) in Places(dataset, place))
        {
            if (!categories.ContainsKey(field.Category))
            {
                fault(at, $"'{field.Category}' is no kind of data. Known are {string.Join(", ", categories.Keys.Order())}; add others under \"categories\".");
            }
            if (field.Secret && field.Rectifiable) fault(at, "A secret is never shown, so nobody can correct it. Remove \"rectifiable\" or \"secret\".");
        }
        foreach (var unused in dataset.Bases.Keys.Where(activity => !dataset.Activities.Contains(activity)))
        {
            fault($"{place}.basis.{unused}", $"No field of this dataset is held for '{unused}'. Write it under \"activities\" or remove it.");
        }
        if (dataset.Date is { } date && dataset.Find(date)?.Type is not (FieldType.Date or FieldType.DateTime))
        {
            fault($"{place}.date", $"'{date}' is no field with a date. Name a field of type date or datetime.");
        }
    }

    /// <summary>All fields and parts with the place they stand at.</summary>
    public static IEnumerable<(Field Field, string Place)> Places(Dataset dataset, string place) =>
        Places(dataset.Fields, place).Concat(dataset.People.SelectMany(role => Places(role.Fields, $"{place}.people.{role.Name}")));

    private static IEnumerable<(Field Field, string Place)> Places(IEnumerable<Field> fields, string place, string word = "fields") =>
        fields.SelectMany(field => Places(field.Parts, $"{place}.{word}.{field.Column}", "parts")
            .Prepend((field, $"{place}.{word}.{field.Column}")));

    [GeneratedRegex("^[A-Za-z0-9._-]+$")]
    private static partial Regex FileName();
}
