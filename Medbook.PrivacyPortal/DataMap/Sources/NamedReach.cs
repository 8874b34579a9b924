using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>Every row of a dataset: whoever erases names those that are meant, by key, and knows no person.</summary>
/// <remarks>Rule D4: the ledger of destructions names records and no people.</remarks>
public sealed class NamedReach : EverybodysReach
{
    private NamedReach() { }

    /// <summary>The reach.</summary>
    public static NamedReach Instance { get; } = new();

    internal override bool IsReadThrough => true;

    /// <summary>Whether the key of a row of the dataset says all about its erasure; not where a row may have lost one of its persons and kept another.</summary>
    public static bool CanTell(Dataset dataset) => dataset is { Key.Count: > 0, Shared: false, People.Count: <= 1 };

    internal override string Rows(Conditions conditions, Dataset dataset, string alias) => conditions.OfDataset(dataset, alias);

    internal override ReachedRows? Meant(Dataset dataset) => new(IsEverybodys: true);
}
