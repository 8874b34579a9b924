using Medbook.PrivacyPortal.Domain.Copies;

namespace Medbook.PrivacyPortal.Operations.Copies;

/// <summary>What became of a kind of record since an earlier copy.</summary>
public enum DatasetChange
{
    /// <summary>The same, byte for byte.</summary>
    Same,
    /// <summary>Something in it differs.</summary>
    Changed,
    /// <summary>There was nothing of it before.</summary>
    New,
    /// <summary>There is nothing of it any more.</summary>
    Gone,
    /// <summary>One of the two copies could not read all of it.</summary>
    NotCompared,
}

/// <summary>A kind of record in two copies.</summary>
/// <param name="Label">Of the kind of record.</param>
/// <param name="Change">What became of it.</param>
/// <param name="Rows">Records now.</param>
/// <param name="RowsBefore">Records in the earlier copy.</param>
public sealed record ChangedDataset(PartLabel Label, DatasetChange Change, long Rows, long RowsBefore);

/// <summary>What changed between two copies of a kind.</summary>
/// <param name="Since">When the earlier one was made (UTC).</param>
/// <param name="Datasets">Every kind of record that was in one of them.</param>
public sealed record CopyChanges(DateTimeOffset Since, IReadOnlyList<ChangedDataset> Datasets)
{
    /// <summary>Compares by the digests the rows of the copies keep; nothing of their content is needed.</summary>
    internal static CopyChanges Between(DataCopy earlier, DataCopy later, PartLabels labels)
    {
        var (before, now) = (Held(earlier), Held(later));
        var keys = now.Keys.Concat(before.Keys.Where(key => !now.ContainsKey(key)));
        return new CopyChanges(earlier.MadeAt!.Value, [.. keys.Select(key =>
        {
            var (new_, old) = (now.GetValueOrDefault(key), before.GetValueOrDefault(key));
            var unread = Lacks(earlier, key) || Lacks(later, key);
            return new ChangedDataset(labels.Of(key.Source, key.Dataset),
                unread ? DatasetChange.NotCompared : Compare(old, new_), new_?.Rows ?? 0, old?.Rows ?? 0);
        })]);
    }

    private static DatasetChange Compare(DatasetFingerprint? before, DatasetFingerprint? now) =>
        before is null ? DatasetChange.New
        : now is null ? DatasetChange.Gone
        : before.Sha256 == now.Sha256 ? DatasetChange.Same : DatasetChange.Changed;

    // A kind of record without records is as good as none.
    private static Dictionary<(string Source, string Dataset), DatasetFingerprint> Held(DataCopy copy) =>
        copy.Fingerprints.Where(print => print.Rows > 0).ToDictionary(print => (print.Source, print.Dataset));

    private static bool Lacks(DataCopy copy, (string Source, string Dataset) key) =>
        copy.Missing.Any(part => part.Source == key.Source && (part.Dataset is null || part.Dataset == key.Dataset));
}
