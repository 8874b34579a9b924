using System.Data.Common;
using System.Globalization;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>Writes the query for rows of a person, and reads what it gives, column by column from left to right.</summary>
/// <remarks>The columns: the key, the place in the order (for pages), one flag per role (for rows about several people), the fields.</remarks>
internal sealed class RowSelect
{
    private const string Alias = "r";

    private readonly string sourceName;
    private readonly RowQuery query;
    private readonly RowOrder order;
    private readonly IReadOnlyList<ColumnReader> columns;
    private readonly IReadOnlyList<PersonRole> roles;
    private readonly OthersMask mask;
    private readonly bool withPlace;
    private readonly Sql sql;
    private readonly Conditions conditions;

    /// <summary>Begins the query.</summary>
    /// <param name="source">The source.</param>
    /// <param name="schema">Its live schema.</param>
    /// <param name="dialect">How its engine writes.</param>
    /// <param name="query">Which rows, and what of them.</param>
    /// <param name="withPlace">Whether a page may be turned at the rows.</param>
    public RowSelect(Source source, SourceSchema schema, Dialect dialect, RowQuery query, bool withPlace)
    {
        (sourceName, this.query, this.withPlace) = (source.Name, query, withPlace);
        sql = new Sql(dialect);
        conditions = new Conditions(sql, schema, source);
        order = RowOrder.Of(sql, schema, query.Dataset, Alias);
        columns = ColumnReader.For(query.Fields);
        roles = query.Dataset.People.Count > 1 ? query.Dataset.People : [];
        mask = new OthersMask(query);

        var selected = query.Dataset.Key.Select(column => dialect.SelectComparable(Name(column)))
            .Concat(withPlace && order is { IsTotal: true, Date: { } date } ? [dialect.SelectComparable(date)] : [])
            .Concat(roles.Select(role => $"CASE WHEN {conditions.OfRole(query.Dataset, role, Alias, query.Person)} THEN 1 ELSE 0 END"))
            .Concat(columns.Select(c => dialect.Select(Name(c.Column), c.Whole, schema.Column(query.Dataset.Table, c.Column))))
            .DefaultIfEmpty("1");
        sql.Append($"SELECT {string.Join(", ", selected)} FROM {dialect.Table(query.Dataset.Table)} {Alias}")
            .Append($" WHERE ({conditions.OfDataset(query.Dataset, Alias)}) AND ({conditions.OfPerson(query.Dataset, Alias, query.Person)})");
    }

    /// <summary>All rows, by key: the same rows give the same copy.</summary>
    public Sql All() => query.Dataset.Key.Count == 0
        ? sql.Append($" ORDER BY {string.Join(", ", order.Rest)}")
        : sql.Append($" ORDER BY {string.Join(", ", query.Dataset.Key.Select(Name))}");

    /// <summary>The order of the rows.</summary>
    public RowOrder Order => order;

    /// <summary>Rows of one part of the order, from where a page begins.</summary>
    /// <param name="part">The part.</param>
    /// <param name="cursor">Where the page begins; null for the first.</param>
    /// <param name="fromPlace">Whether the page begins in this part, and not at its edge.</param>
    /// <param name="limit">At most so many.</param>
    public Sql Page(RowPart part, PageCursor? cursor, bool fromPlace, int limit)
    {
        sql.Append($" AND {order.In(part)}");
        if (order.IsTotal && cursor is not null && fromPlace) sql.Append($" AND {order.Beyond(sql, cursor, part)}");
        sql.Append(string.Create(CultureInfo.InvariantCulture, $" ORDER BY {order.By(part, cursor is { Backward: true })} LIMIT {limit}"));
        return order.IsTotal || cursor is null ? sql : sql.Append(string.Create(CultureInfo.InvariantCulture, $" OFFSET {cursor.Skipped}"));
    }

    /// <summary>The row of a key.</summary>
    public Sql One(IReadOnlyList<string> key) =>
        sql.Append($" AND {conditions.HoldsKey([.. query.Dataset.Key.Select(c => (ColumnValue)c)], query.Dataset.Table, Alias, key)}");

    /// <summary>Reads the row the reader stands on.</summary>
    /// <exception cref="ValueDoesNotFitException">A value is not what the map says.</exception>
    public ReadRow Read(DbDataReader reader)
    {
        var at = 0;
        var key = new object[query.Dataset.Key.Count];
        for (var i = 0; i < key.Length; i++) key[i] = Next() ?? "";
        IReadOnlyList<object?> place = !withPlace || !order.IsTotal ? []
            : order.Date is null ? [.. key] : [Next(), .. key];
        IReadOnlyList<PersonRole> mine = roles.Count == 0 ? query.Dataset.People : [.. roles.Where(_ => reader.GetInt32(at++) == 1)];

        var keyText = key.Length switch
        {
            0 => null,
            1 => KeyText.Of(key[0]),
            _ => KeyText.Join([.. key.Select(KeyText.Of)]),
        };
        var values = new object?[query.Fields.Count];
        foreach (var column in columns)
        {
            try
            {
                column.Read(Next(), values);
            }
            catch (FormatException e)
            {
                throw new ValueDoesNotFitException(sourceName, query.Dataset.Id, column.Column, keyText, e.Message);
            }
        }
        mask.Apply(values, mine);
        return new ReadRow(new SourceRow(keyText, mine, values), place);

        // Asked once: each question about a column is a call into the engine.
        object? Next() => reader.GetValue(at++) is var value && value is DBNull ? null : value;
    }

    private static string Name(string column) => $"{Alias}.{Dialect.Quote(column)}";
}

/// <summary>A row and its place in the order.</summary>
internal readonly record struct ReadRow(SourceRow Row, IReadOnlyList<object?> Place);
