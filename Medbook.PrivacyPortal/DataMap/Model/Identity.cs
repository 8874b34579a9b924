namespace Medbook.PrivacyPortal.DataMap.Model;

/// <summary>How a person is recognised in a source by a verified e-mail address.</summary>
public sealed record Identity
{
    /// <summary>Name, unique in the source; the table's where the file says nothing. Paths end at an identity.</summary>
    public required string Name { get; init; }

    /// <summary>The table with one row per person; null where the address itself is the person's key (people without an account).</summary>
    public string? Table { get; init; }

    /// <summary>The columns of the person's key; empty where the address itself is the key.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];

    /// <summary>Where the addresses stand; any of them may match, without regard to upper and lower case.</summary>
    public IReadOnlyList<AddressColumn> Addresses { get; init; } = [];

    /// <summary>The rows whose address counts as verified; empty: all.</summary>
    public Filter Where { get; init; } = Filter.None;

    /// <summary>
    /// Whether the address itself is the key: a person matches where any dataset whose path ends here has a row with that address.
    /// </summary>
    public bool IsAddress => Table is null;
}

/// <summary>A column with an address, in the identity's own table or at the end of a path.</summary>
/// <param name="Steps">Steps from the identity's table; empty: the column stands there.</param>
/// <param name="Column">The column.</param>
public sealed record AddressColumn(IReadOnlyList<PathStep> Steps, string Column);
