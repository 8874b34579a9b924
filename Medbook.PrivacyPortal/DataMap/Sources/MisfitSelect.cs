using System.Data.Common;
using System.Globalization;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>Stored values of one column that are not what the map says. The values themselves are not kept.</summary>
/// <param name="Field">The field.</param>
/// <param name="Rows">How many rows or different values were found.</param>
/// <param name="All">Whether every row was looked at; else the first and the newest ones were.</param>
public sealed record Misfit(Field Field, long Rows, bool All);

/// <summary>
/// Looks for stored values that do not fit: the storage class of every row where the engine enforces no types, and a sample
/// of what can only be told by reading it (a format, JSON).
/// </summary>
internal sealed class MisfitSelect(Source source, SourceSchema schema, Dialect dialect, string table, Dataset? dataset, IReadOnlyList<Field> fields)
{
    private const int SampledRows = 20_000;
    private const int SampledValues = 1_000;
    private const string Alias = "r";

    private readonly List<Field> classed = [.. fields.Where(f => dialect.WrongClass("x", f) is not null)];

    /// <summary>Fields that have to be read to be told.</summary>
    public IReadOnlyList<ReadField> Readable { get; } =
        [.. ReadField.AllOf(fields).Where(f => dialect.MayNotRead(f.Containers.Count == 0 ? f.Field : f.Containers[0], schema.Column(table, f.Column)))];

    /// <summary>Counts rows of the wrong storage class, one column per field; null where the engine enforces types.</summary>
    public Sql? Counts()
    {
        if (classed.Count == 0) return null;
        var sql = new Sql(dialect);
        var counts = classed.Select(field =>
        {
            var column = $"{Alias}.{Dialect.Quote(field.Column)}";
            var means = field.Empty.Select(empty => sql.Value(empty)).ToList();
            var nothing = means.Count == 0 ? "" : $" AND {dialect.AsText(column)} NOT IN ({string.Join(", ", means)})";
            return $"coalesce(sum({dialect.WrongClass(column, field)}{nothing}), 0)";
        });
        return sql.Append($"SELECT {string.Join(", ", counts)} FROM {dialect.Table(table)} {Alias} WHERE {Rows(sql)}");
    }

    /// <summary>Reads what <see cref="Counts"/> gives.</summary>
    public List<Misfit> ReadCounts(DbDataReader reader) =>
        [.. classed.Select((field, i) => new Misfit(field, reader.GetInt64(i), All: true)).Where(m => m.Rows > 0)];

    /// <summary>Different values of one column among the first rows.</summary>
    public Sql Sample(ColumnReader column)
    {
        var sql = new Sql(dialect);
        return sql.Append($"SELECT DISTINCT v FROM (SELECT {Selected(column)} AS v FROM {dialect.Table(table)} {Alias}")
            .Append($" WHERE ({Rows(sql)}) AND {Alias}.{Dialect.Quote(column.Column)} IS NOT NULL")
            .Append(string.Create(CultureInfo.InvariantCulture, $" LIMIT {SampledRows}) s LIMIT {SampledValues}"));
    }

    /// <summary>The newest rows, by key; null where there is none to order by.</summary>
    public Sql? Newest(IReadOnlyList<ColumnReader> columns)
    {
        if (dataset is not { Key.Count: > 0 }) return null;
        var sql = new Sql(dialect);
        return sql.Append($"SELECT {string.Join(", ", columns.Select(Selected))} FROM {dialect.Table(table)} {Alias} WHERE {Rows(sql)}")
            .Append($" ORDER BY {string.Join(", ", dataset.Key.Select(key => $"{Alias}.{Dialect.Quote(key)} DESC"))}")
            .Append(string.Create(CultureInfo.InvariantCulture, $" LIMIT {SampledValues}"));
    }

    private string Rows(Sql sql) => dataset is null ? "1 = 1" : new Conditions(sql, schema, source).OfDataset(dataset, Alias);

    private string Selected(ColumnReader column) =>
        dialect.Select($"{Alias}.{Dialect.Quote(column.Column)}", column.Whole, schema.Column(table, column.Column));
}
