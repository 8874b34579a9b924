using System.Data.Common;
using System.Globalization;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>Writes the queries for the rows that an erasure would change.</summary>
internal sealed class ErasureSelect
{
    private const string Row = "r";

    private readonly Source source;
    private readonly Dataset dataset;
    private readonly Reach reach;
    private readonly SourceSchema schema;
    private readonly Dialect dialect;
    private readonly Sql sql;
    private readonly Conditions conditions;
    private readonly RowErasure erasure;
    private readonly RetentionColumn? retention;

    public ErasureSelect(Source source, SourceSchema schema, Dialect dialect, Dataset dataset, Reach reach, bool rowsAreKnown)
    {
        (this.source, this.schema, this.dialect, this.dataset, this.reach) = (source, schema, dialect, dataset, reach);
        sql = new Sql(dialect);
        conditions = new Conditions(sql, schema, source) { RowsAreKnown = rowsAreKnown };
        erasure = new(sql, conditions, schema, dataset, reach);
        retention = reach.TellsPeriods ? RetentionColumn.OfRow(sql, conditions, dataset, Row) : null;
    }

    /// <summary>A page of rows by key. Rows without a key are not among them: nobody could name them.</summary>
    public Sql Page(string? afterKey, int limit)
    {
        var columns = dataset.Key.Select(column => (Name: Name(column), Live: schema.Column(dataset.Table, column))).ToList();
        var order = columns.Select(column => dialect.KeyOrder(column.Name, column.Live)).ToList();
        var selected = columns.Select(column => dialect.SelectComparable(column.Name)).ToList();
        if (reach.TellsPeriods)
        {
            selected.Add($"CASE WHEN {erasure.OthersToo(Row)} THEN 1 ELSE 0 END");
            selected.Add(retention is null ? "NULL" : dialect.SelectComparable(retention.Expression));
        }
        // Read through by key, an index on the period would have each page sort all that is due.
        var theirs = reach.IsReadThrough ? Conditions.OfFound(erasure.Theirs(Row)) : erasure.Theirs(Row);
        sql.Append($"SELECT {string.Join(", ", selected)} FROM {dialect.Table(dataset.Table)} {Row}")
            .Append($" WHERE ({theirs}) AND ({erasure.NotErased(Row)})")
            .Append(string.Concat(columns.Select(column => $" AND {column.Name} IS NOT NULL")));
        if (afterKey is not null && KeyText.Split(afterKey, columns.Count) is { } place)
        {
            var values = place.Select((text, i) => sql.Value(dialect.KeyPlace(text, columns[i].Live)));
            sql.Append($" AND ({string.Join(", ", order)}) > ({string.Join(", ", values)})");
        }
        return sql.Append(string.Create(CultureInfo.InvariantCulture, $" ORDER BY {string.Join(", ", order)} LIMIT {limit}"));
    }

    /// <summary>Reads a row of a page.</summary>
    /// <exception cref="ValueDoesNotFitException">The date its retention begins is none.</exception>
    public ErasableRow Read(DbDataReader reader)
    {
        var (key, at) = (ErasureBatch.ReadKey(reader, dataset, 0), dataset.Key.Count);
        if (!reach.TellsPeriods) return new(key, RetentionEnd: null, PeriodBegun: true, OthersToo: false);
        try
        {
            var othersToo = reader.GetInt32(at) == 1;
            var end = retention is null || reader.IsDBNull(at + 1) ? null : retention.EndFrom(reader.GetValue(at + 1));
            return new(key, end, PeriodBegun: end is not null, othersToo);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw new ValueDoesNotFitException(source.Name, dataset.Id, dataset.Retention.Anchor!.Column, key, "date");
        }
    }

    /// <summary>How many rows an erasure would still change.</summary>
    /// <param name="among">The keys among which they are counted; null for all.</param>
    public Sql Count(IReadOnlyList<string>? among)
    {
        sql.Append($"SELECT count(*) FROM {dialect.Table(dataset.Table)} {Row} WHERE ");
        return among is null ? sql.Append($"({erasure.Theirs(Row)}) AND ({erasure.Left(Row)})")
            : sql.Append($"({conditions.OfKeys(dataset, Row, among)}) AND {Conditions.OfFound(erasure.Theirs(Row))} AND {Conditions.OfFound(erasure.Left(Row))}");
    }

    private static string Name(string column) => $"{Row}.{Dialect.Quote(column)}";
}
