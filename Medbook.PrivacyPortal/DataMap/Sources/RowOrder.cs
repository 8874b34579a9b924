using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>The order of a dataset's rows: its date, newest first, then its key; without a key all its columns.</summary>
internal sealed class RowOrder
{
    private readonly Dialect dialect;
    private readonly bool dateMayBeNull;

    private RowOrder(Dialect dialect, string? date, bool dateMayBeNull, IReadOnlyList<string> rest, bool isTotal)
    {
        (this.dialect, Date, this.dateMayBeNull, Rest, IsTotal) = (dialect, date, dateMayBeNull, rest, isTotal);
    }

    /// <summary>The date as something that sorts; null where the dataset has none.</summary>
    public string? Date { get; }

    /// <summary>The columns of the key, or what stands for it.</summary>
    public IReadOnlyList<string> Rest { get; }

    /// <summary>Whether no two rows have the same place: pages then begin after a row, otherwise after a number of rows.</summary>
    public bool IsTotal { get; }

    /// <summary>What a place in the order consists of.</summary>
    public IEnumerable<string> Places => Date is null ? Rest : Rest.Prepend(Date);

    public static RowOrder Of(Sql sql, SourceSchema schema, Dataset dataset, string alias)
    {
        var field = dataset.Date is null ? null : dataset.Find(dataset.Date);
        var date = field is null ? null : SortableDate.Of(sql, DateWords.Of(field), $"{alias}.{Dialect.Quote(field.Column)}");
        var dateMayBeNull = field is { Empty.Count: > 0 } || field is null || schema.Column(dataset.Table, field.Column) is not { Nullable: false };

        var table = schema.Live.Find(dataset.Table);
        var isTotal = dataset.Key.Count > 0 && dataset.Key.All(column =>
            table is { IsView: false } && (table.PrimaryKey.Contains(column) || table.Find(column) is { Nullable: false }));
        var rest = isTotal
            ? dataset.Key.Select(column => $"{alias}.{Dialect.Quote(column)}")
            : dataset.Key.Concat(dataset.AllFields.Where(f => !f.Secret).Select(f => f.Column)).Distinct()
                .Select(column => sql.Dialect.Sortable($"{alias}.{Dialect.Quote(column)}", schema.Column(dataset.Table, column)));
        return new RowOrder(sql.Dialect, date, dateMayBeNull, [.. rest], isTotal);
    }

    /// <summary>The parts of the order, one after the other: rows with a date, then those without.</summary>
    /// <remarks>
    /// Each is a query of its own. NULLS LAST, or "older OR without a date", would take the order out of an index over person
    /// and date, and every page would sort all rows of the person.
    /// </remarks>
    public IReadOnlyList<RowPart> Parts =>
        Date is not null && dateMayBeNull && IsTotal ? [RowPart.Dated, RowPart.Undated] : [RowPart.All];

    /// <summary>The part in which a page begins.</summary>
    public RowPart PartOf(PageCursor cursor) =>
        Parts.Count == 1 ? RowPart.All : cursor.Place[0] is null ? RowPart.Undated : RowPart.Dated;

    /// <summary>The ORDER BY of a page; backward to read the rows before a place from there.</summary>
    public string By(RowPart part, bool backward)
    {
        var direction = backward ? " ASC" : " DESC";
        var date = Date is null || part == RowPart.Undated ? []
            : new[] { Date + direction + (part == RowPart.All && dateMayBeNull ? dialect.NullsLast(descending: !backward) : "") };
        return string.Join(", ", date.Concat(Rest.Select(column => column + direction)));
    }

    /// <summary>The rows of a part.</summary>
    public string In(RowPart part) => part switch
    {
        RowPart.Dated => $"{Date} IS NOT NULL",
        RowPart.Undated => $"{Date} IS NULL",
        RowPart.All => "1 = 1",
    };

    /// <summary>The rows after a place, or before it: compared as one row value, which an index answers by one search.</summary>
    public string Beyond(Sql sql, PageCursor cursor, RowPart part)
    {
        var columns = part == RowPart.Undated ? Rest : Places;
        var values = part == RowPart.Undated ? cursor.Place.Skip(1) : cursor.Place;
        return $"({string.Join(", ", columns)}) {(cursor.Backward ? ">" : "<")} ({string.Join(", ", values.Select(value => sql.Value(value)))})";
    }
}

/// <summary>A part of the order of rows.</summary>
internal enum RowPart
{
    All,
    Dated,
    Undated,
}
