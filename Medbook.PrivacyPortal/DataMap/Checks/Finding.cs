namespace Medbook.PrivacyPortal.DataMap.Checks;

/// <summary>Something in which a live database and the map differ.</summary>
/// <param name="Kind">What kind of difference.</param>
/// <param name="Source">Name of the source.</param>
/// <param name="Place">Where in the source's part of the map, names joined by dots.</param>
/// <param name="Sentence">What differs, and the mend. Never a stored value.</param>
public sealed record Finding(FindingKind Kind, string Source, string Place, string Sentence)
{
    /// <summary>One line.</summary>
    public override string ToString() => $"{Source}: {Place}: {Sentence}";
}

/// <summary>The kinds of differences.</summary>
public enum FindingKind
{
    /// <summary>A live table is neither mapped nor excluded.</summary>
    UnmappedTable,
    /// <summary>A live column is neither mapped nor excluded.</summary>
    UnmappedColumn,
    /// <summary>The map names a table that is not there.</summary>
    MissingTable,
    /// <summary>The map names a column that is not there.</summary>
    MissingColumn,
    /// <summary>The key of a dataset does not tell its rows apart.</summary>
    KeyNotUnique,
    /// <summary>A declared type does not fit the map's.</summary>
    TypeDiffers,
    /// <summary>Stored values do not fit the map's type.</summary>
    ValuesDiffer,
    /// <summary>A path or a filter compares what cannot be equal.</summary>
    PathBroken,
    /// <summary>A retention anchor is no date.</summary>
    AnchorNoDate,
    /// <summary>The database would refuse the planned erasure, or do more than the map says.</summary>
    ErasureRefused,
    /// <summary>Datasets have to be erased before each other, and no pointer between them may be NULL.</summary>
    ErasureCircle,
}
