using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>When the period of a row begins, as something to select; along a path the latest of the dates it leads to.</summary>
internal sealed class RetentionColumn
{
    private readonly RetentionPeriod period;
    private readonly AnchorType words;

    private RetentionColumn(RetentionPeriod period, AnchorType words, string expression) =>
        (this.period, this.words, Expression) = (period, words, expression);

    /// <summary>The expression; NULL where the period has not begun.</summary>
    public string Expression { get; }

    /// <summary>The beginning as something to take the latest of; null where the retention is no period or its dates cannot be sorted.</summary>
    public static RetentionColumn? Sortable(Sql sql, Conditions conditions, Dataset dataset, string alias)
    {
        if (dataset.Retention is not { Rule: RetentionRule.Period, Period: { } period, Anchor: { } anchor }) return null;
        var (last, joins) = (alias, "");
        // Joins may multiply here: the latest of the dates stays the latest.
        if (anchor.Steps.Count > 0) joins = conditions.Joined(anchor.Steps, alias, out last);
        return SortableDate.Of(sql, anchor.Type, Name(last, anchor.Column)) is { } sortable
            ? new(period, DateWords.Sorted(anchor.Type), joins.Length == 0 ? sortable : $"(SELECT max({sortable}) {joins})") : null;
    }

    /// <summary>The beginning of one row's period; null where the retention is no period, or follows a path to dates that cannot be sorted.</summary>
    public static RetentionColumn? OfRow(Sql sql, Conditions conditions, Dataset dataset, string alias) =>
        Sortable(sql, conditions, dataset, alias)
        ?? (dataset.Retention is { Rule: RetentionRule.Period, Period: { } period, Anchor: { Steps.Count: 0 } anchor }
            ? new(period, anchor.Type, Name(alias, anchor.Column)) : null);

    /// <summary>The day the period ends on; null where it has not begun.</summary>
    /// <exception cref="FormatException">What is stored is no date.</exception>
    public DateOnly? EndFrom(object? stored) =>
        stored is null || ValueReader.IsEmpty(words.Empty, words.Stored, stored) || DateWords.DayOf(words, stored) is not { } day
            ? null : period.EndFrom(day);

    private static string Name(string alias, string column) => $"{alias}.{Dialect.Quote(column)}";
}
