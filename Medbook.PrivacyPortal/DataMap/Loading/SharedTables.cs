using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Loading;

/// <summary>Every row of a mapped table belongs to exactly one dataset: disjoint filters and one <c>else</c>.</summary>
internal static class SharedTables
{
    public static void Check(Source source, string place, Action<string, string> fault)
    {
        foreach (var table in source.Datasets.GroupBy(d => d.Table))
        {
            var filtered = table.Where(d => !d.Where.IsNone).ToList();
            foreach (var both in filtered.Where(d => d.Else))
            {
                fault($"{place}.datasets.{both.Id}.else", "\"else\" takes what the other filters leave. Remove \"where\" or \"else\".");
            }
            if (filtered.Count == 0 && table.Count() == 1)
            {
                if (table.Single() is { Else: true } alone) fault($"{place}.datasets.{alone.Id}.else", $"No other dataset filters the table '{table.Key}'. Remove \"else\".");
                continue;
            }
            CheckElse(table.Key, [.. table], place, fault);
            CheckDisjoint(filtered, place, fault);
        }
    }

    private static void CheckElse(string table, IReadOnlyList<Dataset> datasets, string place, Action<string, string> fault)
    {
        var last = datasets[^1];
        foreach (var all in datasets.Where(d => d.Where.IsNone && !d.Else))
        {
            fault($"{place}.datasets.{all.Id}", $"Other datasets use the table '{table}' too. Write a \"where\", or \"else\": true for the rows they leave.");
        }
        if (datasets.Count(d => d.Else) == 0 && datasets.All(d => !d.Where.IsNone))
        {
            fault($"{place}.datasets.{last.Id}", $"Rows of the table '{table}' outside the filter are mapped nowhere. Add a dataset with \"table\": \"{table}\" and \"else\": true.");
        }
        foreach (var second in datasets.Where(d => d.Else).Skip(1))
        {
            fault($"{place}.datasets.{second.Id}.else", $"The table '{table}' has an \"else\" already. Only one dataset takes the rest.");
        }
    }

    private static void CheckDisjoint(List<Dataset> datasets, string place, Action<string, string> fault)
    {
        for (var i = 0; i < datasets.Count; i++)
        {
            foreach (var other in datasets.Take(i).Where(other => !AreDisjoint(other.Where, datasets[i].Where)))
            {
                fault($"{place}.datasets.{datasets[i].Id}.where", $"A row may fit this filter and that of '{other.Id}'. Give both a column in common with different values.");
            }
        }
    }

    private static bool AreDisjoint(Filter one, Filter two) => one.Conditions.Any(a =>
        two.Conditions.Any(b => a.Column == b.Column && !a.Values.Intersect(b.Values).Any()));
}
