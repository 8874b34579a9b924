using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.DataMap.Sources.Http;

/// <summary>Counts a person's rows one by one, with the first and last date and the end of retention; no row is kept.</summary>
internal sealed class SystemSummary
{
    private readonly Dataset dataset;
    private readonly ReadField? date;
    private readonly ReadField? anchor;
    private DatasetSummary summary = DatasetSummary.Empty;

    public SystemSummary(Dataset dataset)
    {
        this.dataset = dataset;
        if (dataset.Date is { } column && dataset.Find(column) is { } field) date = new(field.Column, field, Role: null, []);
        if (dataset.Retention is not { Rule: RetentionRule.Period, Anchor: { } begin }) return;
        anchor = begin.Column == date?.Column ? date : new(begin.Column, DateWords.FieldOf(begin), Role: null, []);
    }

    /// <summary>What is read of each row.</summary>
    public IReadOnlyList<ReadField> Fields => [.. new[] { date, anchor }.OfType<ReadField>().Distinct()];

    /// <summary>Adds a row that was read.</summary>
    public void Add(SourceRow row)
    {
        var (day, begun) = (DayOf(row.Values, date), DayOf(row.Values, anchor));
        var end = begun is { } start ? dataset.Retention.Period!.Value.EndFrom(start) : (DateOnly?)null;
        summary = new(summary.Count + 1, Least(summary.First, day), Most(summary.Last, day), Most(summary.RetentionEnd, end),
            summary.NotBegun + (anchor is not null && begun is null ? 1 : 0));
    }

    /// <summary>What there is.</summary>
    public DatasetSummary Sum => summary;

    private DateOnly? DayOf(IReadOnlyList<object?> values, ReadField? field) => field is null ? null : values[field == date || date is null ? 0 : 1] switch
    {
        DateOnly day => day,
        DateTimeOffset time => BrusselsTime.DateOf(time),
        _ => null,
    };

    private static DateOnly? Least(DateOnly? one, DateOnly? other) => one is null || other < one ? other ?? one : one;

    private static DateOnly? Most(DateOnly? one, DateOnly? other) => one is null || other > one ? other ?? one : one;
}
