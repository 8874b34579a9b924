using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Checks;

/// <summary>Compares a source's part of the map with what its database declares. Stored values are <see cref="SourceCheck"/>'s.</summary>
internal static class SchemaCheck
{
    /// <summary>Notes all differences, tables first; nothing is said about the columns of a table that is not there.</summary>
    public static void Compare(Source source, LiveSchema live, Findings findings)
    {
        CoverageCheck.Run(source, live, findings);
        PathCheck.Run(source, live, findings);
        foreach (var dataset in source.Datasets)
        {
            if (live.Find(dataset.Table) is not { } table) continue;
            CheckKey(dataset, table, findings);
            TypeCheck.Run(dataset, table, findings);
            if (!table.IsView) ErasureCheck.Run(source, dataset, table, live, findings);
        }
        ErasureCheck.CheckOrder(source, live, findings);
    }

    private static void CheckKey(Dataset dataset, LiveTable table, Findings findings)
    {
        if (table.IsView || dataset.Key.Count == 0) return;
        var uniques = table.Uniques.Prepend(table.PrimaryKey).Where(u => u.Count > 0).ToList();
        if (uniques.Any(u => u.All(dataset.Key.Contains))) return;
        var mend = uniques.Count == 0 ? "\"none\"" : string.Join(", ", uniques[0]);
        findings.Add(FindingKind.KeyNotUnique, $"datasets.{dataset.Id}.key",
            $"Nothing keeps '{string.Join(", ", dataset.Key)}' unique in '{table.Name}', so a row could be taken for another. Write {mend}.");
    }
}

/// <summary>The findings of one source, as they come.</summary>
internal sealed class Findings(Source source)
{
    private readonly List<Finding> all = [];

    public IReadOnlyList<Finding> All => all;

    public void Add(FindingKind kind, string place, string sentence)
    {
        var finding = new Finding(kind, source.Name, place, sentence);
        if (!all.Contains(finding)) all.Add(finding);
    }
}
