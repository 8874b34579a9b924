using Medbook.PrivacyPortal.DataMap.Loading;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Checks;

/// <summary>Every table and column is mapped, excluded with a reason, or technical; and what the map names is there.</summary>
/// <remarks>Rule D5.</remarks>
internal static class CoverageCheck
{
    public static void Run(Source source, LiveSchema live, Findings findings)
    {
        var mapped = source.Datasets.Select(d => d.Table).ToHashSet();
        // A view shows what tables hold; it counts only where somebody mapped it.
        foreach (var table in live.Tables.Where(t => !t.IsView && !mapped.Contains(t.Name)))
        {
            if (source.Excluded.ContainsKey(table.Name) || source.IsSystem(table.Name)) continue;
            findings.Add(FindingKind.UnmappedTable, table.Name,
                $"The table is neither mapped nor excluded. Add a dataset for it, or write under \"excluded\" why it holds nothing personal.");
        }
        foreach (var gone in source.Excluded.Keys.Where(name => live.Find(name) is null))
        {
            findings.Add(FindingKind.MissingTable, $"excluded.{gone}", $"There is no table '{gone}'. {Meant(gone, live.Tables.Select(t => t.Name))}");
        }
        foreach (var dataset in source.Datasets)
        {
            if (live.Find(dataset.Table) is { } table) CheckColumns(dataset, table, findings);
            else findings.Add(FindingKind.MissingTable, $"datasets.{dataset.Id}", $"There is no table '{dataset.Table}'. {Meant(dataset.Table, live.Tables.Select(t => t.Name))}");
        }
    }

    private static void CheckColumns(Dataset dataset, LiveTable table, Findings findings)
    {
        var place = $"datasets.{dataset.Id}";
        var names = table.Columns.Select(c => c.Name).ToList();
        foreach (var column in names.Where(name => dataset.Find(name) is null && !dataset.Excluded.ContainsKey(name)))
        {
            findings.Add(FindingKind.UnmappedColumn, place,
                $"The column '{column}' of '{table.Name}' is neither mapped nor excluded. Add it to \"fields\", or write under \"excluded\" why it holds nothing personal.");
        }
        foreach (var (named, where) in Named(dataset).Where(n => !names.Contains(n.Column)))
        {
            findings.Add(FindingKind.MissingColumn, $"{place}.{where}", $"There is no column '{named}' in '{table.Name}'. {Meant(named, names)}");
        }
    }

    private static IEnumerable<(string Column, string Where)> Named(Dataset dataset) =>
    [
        .. dataset.Key.Select(c => (c, "key")),
        .. dataset.Where.Conditions.Select(c => (c.Column, "where")),
        .. dataset.Fields.Select(f => (f.Column, "fields")),
        .. dataset.People.SelectMany(p => p.Fields.Select(f => (f.Column, $"people.{p.Name}.fields"))),
        .. dataset.Excluded.Keys.Select(c => (c, "excluded")),
    ];

    /// <summary>The mend for a name that is not there.</summary>
    public static string Meant(string name, IEnumerable<string> known) =>
        Words.Nearest(name, known) is { } near ? $"Did you mean '{near}'?" : "Correct the name, or remove it from the map.";
}
