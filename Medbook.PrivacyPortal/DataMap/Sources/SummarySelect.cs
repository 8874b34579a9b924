using System.Data.Common;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>Counts a person's rows of a dataset in one pass, with the first and last date and the end of retention.</summary>
internal sealed class SummarySelect
{
    private const string Alias = "r";

    private readonly Dataset dataset;
    private readonly AnchorType? date;
    private readonly RetentionAnchor? anchor;

    public SummarySelect(Source source, SourceSchema schema, Dialect dialect, Dataset dataset, PersonKey person)
    {
        this.dataset = dataset;
        Sql = new Sql(dialect);
        var conditions = new Conditions(Sql, schema, source);

        var selected = new List<string> { "count(*)" };
        if (dataset.Date is { } column && dataset.Find(column) is { } field
            && SortableDate.Of(Sql, DateWords.Of(field), Name(Alias, column)) is { } sortable)
        {
            date = Sorted(DateWords.Of(field));
            selected.Add(Comparable($"min({sortable})"));
            selected.Add(Comparable($"max({sortable})"));
        }
        if (dataset.Retention is { Rule: RetentionRule.Period, Anchor: { } start } && Anchor(start, conditions) is { } begun)
        {
            anchor = start with { Type = Sorted(start.Type) };
            selected.Add(Comparable($"max({begun})"));
            selected.Add($"count({begun})");
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

        var begun = Day(anchor.Type);
        return new DatasetSummary(count, first, last,
            begun is { } day ? dataset.Retention.Period!.Value.EndFrom(day) : null, count - reader.GetInt64(at));

        DateOnly? Day(AnchorType words) => reader.IsDBNull(at++) ? null : TimeReader.Read(words, reader.GetValue(at - 1)) switch
        {
            DateOnly alone => alone,
            DateTimeOffset time => BrusselsTime.DateOf(time),
            _ => null,
        };
    }

    /// <summary>When a row's period begins; along a path the latest of the dates it leads to.</summary>
    private string? Anchor(RetentionAnchor start, Conditions conditions)
    {
        if (start.Steps.Count == 0) return SortableDate.Of(Sql, start.Type, Name(Alias, start.Column));
        // Joins may multiply here: the latest of the dates stays the latest.
        var joins = conditions.Joined(start.Steps, Alias, out var last);
        return SortableDate.Of(Sql, start.Type, Name(last, start.Column)) is { } sortable ? $"(SELECT max({sortable}) {joins})" : null;
    }

    // A declared format was rearranged to sort: year first.
    private static AnchorType Sorted(AnchorType words) => words.Stored != Storage.Format ? words
        : words with { Format = SortableDate.RearrangedFormat(words.Format!), Empty = [] };

    private static string Name(string alias, string column) => $"{alias}.{Dialect.Quote(column)}";
}
