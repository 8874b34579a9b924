using System.Data.Common;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>Counts rows by the day their period began, for several days in one look at the table.</summary>
internal sealed class BegunSelect
{
    private const string Row = "r";

    private readonly int days;

    /// <param name="source">The source.</param>
    /// <param name="schema">Its live schema.</param>
    /// <param name="dialect">How its engine writes.</param>
    /// <param name="dataset">A dataset whose periods can be told.</param>
    /// <param name="lastStarts">The days, in their order.</param>
    public BegunSelect(Source source, SourceSchema schema, Dialect dialect, Dataset dataset, IReadOnlyList<DateOnly> lastStarts)
    {
        days = lastStarts.Count;
        Sql = new Sql(dialect);
        var conditions = new Conditions(Sql, schema, source);
        var reach = new PeriodReach(new Dictionary<string, DateOnly> { [dataset.Id] = lastStarts[^1] });
        var start = PeriodStart.Of(conditions, dataset, Row) ?? throw new ArgumentException("The dataset's periods cannot be told.", nameof(dataset));
        var erasure = new RowErasure(Sql, conditions, schema, dataset, reach);
        Sql.Append($"SELECT {string.Join(", ", lastStarts.Select(day => $"count(*) FILTER (WHERE {start.NoLaterThan(day)})"))}")
            .Append($" FROM {dialect.Table(dataset.Table)} {Row} WHERE ({erasure.Theirs(Row)}) AND ({erasure.Left(Row)})");
    }

    /// <summary>The query.</summary>
    public Sql Sql { get; }

    /// <summary>Reads what it gives.</summary>
    public IReadOnlyList<long> Read(DbDataReader reader) => [.. Enumerable.Range(0, days).Select(reader.GetInt64)];
}
