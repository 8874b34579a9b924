namespace Medbook.PrivacyPortal.DataMap.Model;

/// <summary>What a source's database really looks like, as its own catalogue says.</summary>
/// <param name="Tables">Tables and views, without the engine's own (<c>sqlite_*</c>, <c>pg_catalog</c>, <c>information_schema</c>).</param>
public sealed record LiveSchema(IReadOnlyList<LiveTable> Tables)
{
    /// <summary>The table or view of a name; null where there is none.</summary>
    public LiveTable? Find(string table) => Tables.FirstOrDefault(t => t.Name == table);
}

/// <summary>A live table or view.</summary>
public sealed record LiveTable
{
    /// <summary>Name as the map writes it: <c>schema.table</c> outside PostgreSQL's default schema.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is a view (or a materialised one).</summary>
    public bool IsView { get; init; }

    /// <summary>Columns in their order.</summary>
    public required IReadOnlyList<LiveColumn> Columns { get; init; }

    /// <summary>Columns of the primary key; empty where there is none.</summary>
    public IReadOnlyList<string> PrimaryKey { get; init; } = [];

    /// <summary>Unique constraints and unique indexes over plain columns, the primary key not among them. A partial or expression index counts by its columns.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Uniques { get; init; } = [];

    /// <summary>Foreign keys of this table.</summary>
    public IReadOnlyList<LiveForeignKey> ForeignKeys { get; init; } = [];

    /// <summary>The column of a name; null where there is none.</summary>
    public LiveColumn? Find(string column) => Columns.FirstOrDefault(c => c.Name == column);
}

/// <summary>A live column.</summary>
/// <param name="Name">Name.</param>
/// <param name="Type">Declared type, lower case, without length: <c>varchar</c>, <c>timestamp with time zone</c>; may be empty in SQLite.</param>
/// <param name="Nullable">Whether NULL is allowed.</param>
/// <param name="MaxLength">Declared length in characters; null where there is none.</param>
/// <param name="Generated">Whether the database computes it.</param>
public sealed record LiveColumn(string Name, string Type, bool Nullable, int? MaxLength, bool Generated)
{
    /// <summary>Whether the database holds values to the declared type; SQLite does not.</summary>
    public bool Enforced { get; init; } = true;

    /// <summary>Length in characters that the column was declared with and that the database does not enforce; its applications rely on it.</summary>
    public int? DeclaredLength { get; init; }
}

/// <summary>A live foreign key.</summary>
/// <param name="Columns">Columns of the table that refers.</param>
/// <param name="ReferencedTable">The table referred to.</param>
/// <param name="ReferencedColumns">Its columns, in the same order.</param>
/// <param name="OnDelete">What happens to the referring row when the other is deleted.</param>
public sealed record LiveForeignKey(
    IReadOnlyList<string> Columns, string ReferencedTable, IReadOnlyList<string> ReferencedColumns, LiveDeleteAction OnDelete);

/// <summary>What a foreign key does when the row it refers to is deleted.</summary>
public enum LiveDeleteAction
{
    /// <summary>The deletion fails (also RESTRICT).</summary>
    Refuse,
    /// <summary>The referring row is deleted too.</summary>
    Cascade,
    /// <summary>The reference becomes NULL.</summary>
    SetNull,
    /// <summary>The reference becomes its default.</summary>
    SetDefault,
}
