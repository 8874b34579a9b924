using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>Rows that an erasing must not change in passing: those it was told to spare, and those it left because they are needed.</summary>
internal sealed class SparedRows
{
    private readonly Dictionary<string, HashSet<string>> spared = [];
    private readonly Dictionary<string, HashSet<string>> left = [];

    /// <summary>Identifiers of the datasets with such rows.</summary>
    public IReadOnlyCollection<string> Datasets => [.. spared.Keys.Union(left.Keys)];

    /// <summary>Whether a row is one of them.</summary>
    public bool Contains(Dataset dataset, string key) =>
        (spared.TryGetValue(dataset.Id, out var some) && some.Contains(key)) || (left.TryGetValue(dataset.Id, out var others) && others.Contains(key));

    /// <summary>Rows that stay.</summary>
    public void Spare(Dataset dataset, IEnumerable<string> keys) => Add(spared, dataset, keys);

    /// <summary>Rows that were left.</summary>
    public void Leave(Dataset dataset, IEnumerable<string> keys) => Add(left, dataset, keys);

    /// <summary>Rows that are tried, once more perhaps.</summary>
    public void Try(Dataset dataset, IEnumerable<string> keys)
    {
        if (left.TryGetValue(dataset.Id, out var some)) some.ExceptWith(keys);
    }

    private static void Add(Dictionary<string, HashSet<string>> rows, Dataset dataset, IEnumerable<string> keys)
    {
        if (!rows.TryGetValue(dataset.Id, out var some)) some = [];
        some.UnionWith(keys);
        if (some.Count > 0) rows[dataset.Id] = some;
    }
}
