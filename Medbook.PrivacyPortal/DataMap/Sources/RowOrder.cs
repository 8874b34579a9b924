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

    /// <summary>The ORDER BY of a page; backward to read the rows before a place from there.</summary>
    public string By(bool backward)
    {
        var direction = backward ? " ASC" : " DESC";
        var nulls = dateMayBeNull ? dialect.NullsLast(descending: !backward) : "";
        return string.Join(", ", Rest.Select(column => column + direction).Prepend(Date is null ? "" : Date + direction + nulls).Where(c => c.Length > 0));
    }

    /// <summary>The rows after a place, or before it.</summary>
    /// <remarks>
    /// Compared as one row value, which an index over person, date and key answers by one search. Rows without a date come
    /// last, so that they are the ones after every date.
    /// </remarks>
    public string Beyond(Sql sql, PageCursor cursor)
    {
        var comparison = cursor.Backward ? ">" : "<";
        if (Date is null || !dateMayBeNull) return Compare(Places, cursor.Place);

        var (date, rest) = (cursor.Place[0], cursor.Place.Skip(1).ToList());
        return (date is null, cursor.Backward) switch
        {
            (false, false) => $"({Compare(Places, cursor.Place)} OR {Date} IS NULL)",
            (false, true) => Compare(Places, cursor.Place),
            (true, false) => $"({Date} IS NULL AND {Compare(Rest, rest)})",
            (true, true) => $"({Date} IS NOT NULL OR {Compare(Rest, rest)})",
        };

        string Compare(IEnumerable<string> columns, IReadOnlyList<object?> values) =>
            $"({string.Join(", ", columns)}) {comparison} ({string.Join(", ", values.Select(value => sql.Value(value)))})";
    }
}
