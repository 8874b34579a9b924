using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>A foreign key that points at a dataset's table, and what a deletion does to the rows that point.</summary>
/// <param name="Table">The table that points.</param>
/// <param name="Key">Its foreign key.</param>
/// <param name="Datasets">The datasets of the table that points.</param>
/// <param name="IsUnhooked">Whether rows that will go are unhooked first, rather than waited for.</param>
internal sealed record Pointer(LiveTable Table, LiveForeignKey Key, IReadOnlyList<Dataset> Datasets, bool IsUnhooked)
{
    /// <summary>Whether a deletion would fail, or take the row that points with it.</summary>
    /// <remarks>Rows that belong to nobody go along: nothing is planned for them, and the operator wrote so in the database.</remarks>
    public bool Holds => Key.OnDelete == LiveDeleteAction.Refuse
        || (Key.OnDelete == LiveDeleteAction.Cascade && Datasets.Any(d => d.People.Count > 0 && d.CopyOf is null));

    /// <summary>The pointers at the rows of a dataset. Copies that go with their origin do not count.</summary>
    public static IReadOnlyList<Pointer> At(Source source, LiveSchema schema, ErasureGraph graph, Dataset dataset) =>
    [
        .. schema.Tables.Where(table => !table.IsView).SelectMany(table => table.ForeignKeys
            .Where(key => key.ReferencedTable == dataset.Table)
            .Select(key => new Pointer(table, key, [.. source.Datasets.Where(d => d.Table == table.Name)], graph.Unhooks(table, key))))
            .Where(pointer => pointer.Datasets.Count == 0 || !pointer.Datasets.All(d => IsCopyOf(d, dataset))),
    ];

    /// <summary>Whether rows of a copy are told by the rows of their origin: their path begins with a step there.</summary>
    public static bool IsCopyOf(Dataset copy, Dataset origin) => copy.CopyOf == origin.Id && WayTo(copy, origin) is not null;

    /// <summary>The step from a copy to its origin.</summary>
    public static PathStep? WayTo(Dataset copy, Dataset origin) =>
        copy.People.SelectMany(role => role.Paths).Select(path => path.Steps.Count > 0 ? path.Steps[0] : null).FirstOrDefault(step => step?.Table == origin.Table);

    /// <summary>The condition that a row points at another.</summary>
    public string From(string alias, string at) => Conditions.And(Key.Columns.Zip(Key.ReferencedColumns,
        (from, to) => $"{alias}.{Dialect.Quote(from)} = {at}.{Dialect.Quote(to)}"));
}
