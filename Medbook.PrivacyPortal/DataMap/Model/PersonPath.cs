namespace Medbook.PrivacyPortal.DataMap.Model;

/// <summary>
/// How a row leads to a person: there EXISTS a row at the end of the steps whose columns hold the person's key
/// (or that belongs to the person by another dataset's path). Declared pairs of columns, never the database's foreign keys.
/// </summary>
public sealed record PersonPath
{
    /// <summary>The joins from the dataset's table, in order; empty where the row itself holds the key.</summary>
    public IReadOnlyList<PathStep> Steps { get; init; } = [];

    /// <summary>The columns that hold the person's key, in the last step's table; empty where the path ends <see cref="Via"/> a dataset.</summary>
    public IReadOnlyList<ColumnValue> Columns { get; init; } = [];

    /// <summary>Name of the identity whose key <see cref="Columns"/> hold; empty where the path ends <see cref="Via"/> a dataset.</summary>
    public string Identity { get; init; } = "";

    /// <summary>
    /// Identifier of the dataset that goes on: the last step joins its table, its filter holds, and its own paths (any role) lead to the person.
    /// </summary>
    public string? Via { get; init; }
}

/// <summary>One join.</summary>
/// <param name="Table">The table that is joined; it may be the one before (a self join).</param>
/// <param name="Pairs">Columns that are equal, all of them; the left one stands in the table before.</param>
/// <param name="Where">Which rows of the joined table count.</param>
public sealed record PathStep(string Table, IReadOnlyList<ColumnPair> Pairs, Filter Where);

/// <summary>Two columns that are equal. NULL equals nothing.</summary>
/// <param name="From">The column of the table before.</param>
/// <param name="To">The column of the joined table.</param>
public sealed record ColumnPair(ColumnValue From, ColumnValue To);

/// <summary>A column's value, changed before it is compared, in this order: cut prefix, replace, lower case, cast.</summary>
public sealed record ColumnValue
{
    /// <summary>The column.</summary>
    public required string Column { get; init; }

    /// <summary>A prefix that is cut off; a value without it equals nothing.</summary>
    public string? StripPrefix { get; init; }

    /// <summary>Texts that are replaced, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Replace { get; init; } = [];

    /// <summary>Compared in lower case (addresses).</summary>
    public bool Lowercase { get; init; }

    /// <summary>The type it is cast to: text, integer, decimal or uuid. A value that cannot be cast equals nothing.</summary>
    public FieldType? Cast { get; init; }

    /// <summary>Whether the value is compared as it stands.</summary>
    public bool IsPlain => StripPrefix is null && Replace.Count == 0 && !Lowercase && Cast is null;

    /// <summary>A column as it stands.</summary>
    public static implicit operator ColumnValue(string column) => new() { Column = column };
}
