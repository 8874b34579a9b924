namespace Medbook.PrivacyPortal.Infrastructure.Ledger;

/// <summary>What the ledger names of one source, to compare records with: 32 bytes for each.</summary>
public sealed class LedgerSet
{
    private readonly Dictionary<string, HashSet<LedgerName>> datasets = [];
    private readonly string source;
    private readonly LedgerKey.Secrets key;

    internal LedgerSet(string source, LedgerKey.Secrets key) => (this.source, this.key) = (source, key);

    /// <summary>The datasets it names records of.</summary>
    public IReadOnlyCollection<string> Datasets => datasets.Keys;

    /// <summary>How many records it names.</summary>
    public int Count => datasets.Values.Sum(names => names.Count);

    /// <summary>Whether a record was destroyed.</summary>
    /// <param name="dataset">Its dataset.</param>
    /// <param name="record">Its key, as the source writes it.</param>
    public bool Contains(string dataset, string record) =>
        datasets.TryGetValue(dataset, out var names) && names.Contains(key.NameOf(source, dataset, record));

    internal void Add(string dataset, ReadOnlySpan<LedgerName> names)
    {
        if (!datasets.TryGetValue(dataset, out var set)) datasets.Add(dataset, set = []);
        foreach (var name in names) set.Add(name);
    }
}
