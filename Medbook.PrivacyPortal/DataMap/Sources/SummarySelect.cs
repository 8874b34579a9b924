using System.Data.Common;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>Counts a person's rows of a dataset in one pass, with the first and last date and the end of retention.</summary>
internal sealed class SummarySelect
{
    private const string Alias = "r";

    private readonly AnchorType? date;
    private readonly RetentionColumn? anchor;

    public SummarySelect(Source source, SourceSchema schema, Dialect dialect, Dataset dataset, PersonKey person)
    {
        Sql = new Sql(dialect);
        var conditions = new Conditions(Sql, schema, source);

        var selected = new List<string> { "count(*)" };
        if (dataset.Date is { } column && dataset.Find(column) is { } field
            && SortableDate.Of(Sql, DateWords.Of(field), Name(Alias, column)) is { } sortable)
        {
            date = DateWords.Sorted(DateWords.Of(field));
            selected.Add(Comparable($"min({sortable})"));
            selected.Add(Comparable($"max({sortable})"));
        }
        if (RetentionColumn.Sortable(Sql, conditions, dataset, Alias) is { } begun)
        {
            anchor = begun;
            selected.Add(Comparable($"max({begun.Expression})"));
            selected.Add($"count({begun.Expression})");
        }
        Sql.Append($"SELECT {string.Join(", ", selected)} FROM {dialect.Table(dataset.Table)} {Alias}")
            .Append($" WHERE ({conditions.OfDataset(dataset, Alias)}) AND ({conditions.OfPerson(dataset, Alias, person)})");

        string Comparable(string expression) => dialect.SelectComparable(expression);
    }

    public Sql Sql { get; }

    /// <summary>Reads the one row.</summary>
    /// <exception cref="FormatException">A stored date is none.</exception>
    public DatasetSummary Read(DbDataReader reader)
    {
        var at = 0;
        var count = reader.GetInt64(at++);
        var (first, last) = date is null ? (null, null) : (Day(date), Day(date));
        if (anchor is null) return new DatasetSummary(count, first, last, null, 0);

        var end = anchor.EndFrom(reader.IsDBNull(at) ? null : reader.GetValue(at));
        return new DatasetSummary(count, first, last, end, count - reader.GetInt64(at + 1));

        DateOnly? Day(AnchorType words) => reader.IsDBNull(at++) ? null : DateWords.DayOf(words, reader.GetValue(at - 1));
    }

    private static string Name(string alias, string column) => $"{alias}.{Dialect.Quote(column)}";
}
