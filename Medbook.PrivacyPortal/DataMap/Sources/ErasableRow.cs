namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>A row of a person that the map's erasure would still change.</summary>
/// <param name="Key">Its key, as <see cref="SourceRow.Key"/> writes it.</param>
/// <param name="RetentionEnd">The day its period of retention ends on; null where the retention is no period, or the period has not begun.</param>
/// <param name="PeriodBegun">Whether its period has begun; false where the retention is no period.</param>
/// <param name="OthersToo">
/// Whether it leads to somebody else, too: another role of it is filled, or others share it. A <see cref="Model.Dataset.Shared"/> row of others stays as it is.
/// </param>
public sealed record ErasableRow(string Key, DateOnly? RetentionEnd, bool PeriodBegun, bool OthersToo);

/// <summary>What became of a row.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Outcome">What became of it.</param>
public sealed record ErasedRow(string Key, RowOutcome Outcome);

/// <summary>What becomes of a row that is erased.</summary>
public enum RowOutcome
{
    /// <summary>It was deleted.</summary>
    Deleted,
    /// <summary>It stays, and its fields were changed as the map says.</summary>
    Changed,
    /// <summary>It is not there, no longer the person's, or has nothing left to erase.</summary>
    Gone,
    /// <summary>It is shared, and others still reach it: it stays as it is.</summary>
    Shared,
    /// <summary>
    /// It was left: a row that is still there points at it by a foreign key, would be deleted along with it, or leads to the
    /// person through it only. Erased again once the rest of the dataset is done; what is needed even then stays because of that row.
    /// </summary>
    Needed,
}
