using System.Globalization;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>When the period of a row began, as something the database compares with a day.</summary>
/// <remarks>
/// The column is compared as it is stored, so that an index on it serves. Text may carry a zone, which tells a day only once it was
/// read: a row of it with a time of day counts a day later than it might, and none a day too early.
/// </remarks>
internal sealed class PeriodStart
{
    private const string FirstYear = "0001";

    private readonly Sql sql;
    private readonly AnchorType words;
    private readonly StoredDate form;
    private readonly string expression;
    private readonly string isDate;

    private PeriodStart(Sql sql, AnchorType words, StoredDate form, string expression, string isDate) =>
        (this.sql, this.words, this.form, this.expression, this.isDate) = (sql, words, form, expression, isDate);

    /// <summary>The beginning of a row's period, along a path the latest one; null where the retention is no period, or where its dates cannot be sorted.</summary>
    public static PeriodStart? Of(Conditions conditions, Dataset dataset, string alias)
    {
        if (dataset.Retention is not { Rule: RetentionRule.Period, Anchor: { } anchor }) return null;
        var (sql, holder, joins) = (conditions.Sql, alias, "");
        if (anchor.Steps.Count > 0) joins = conditions.Joined(anchor.Steps, alias, out holder);
        var live = conditions.Schema.Column(anchor.Steps.Count > 0 ? anchor.Steps[^1].Table : dataset.Table, anchor.Column);
        var column = $"{holder}.{Dialect.Quote(anchor.Column)}";
        var form = sql.Dialect.FormOf(anchor.Type, live);
        if (form == StoredDate.Unknown || SortableDate.Of(sql, anchor.Type with { Empty = [] }, column) is not { } sortable) return null;

        var isText = form is StoredDate.IsoText or StoredDate.Format;
        if (isText) sortable = sql.Dialect.Sortable(sortable, live);
        var isDate = Conditions.And(
        [
            isText ? $"{sortable} >= {sql.Value(FirstYear)}" : "1 = 1",
            anchor.Type.Empty.Count == 0 ? "1 = 1" : $"{sql.Dialect.AsText(column)} NOT IN ({string.Join(", ", anchor.Type.Empty.Select(value => sql.Value(value)))})",
        ]);
        return joins.Length == 0 ? new(sql, anchor.Type, form, sortable, isDate)
            : new(sql, anchor.Type, form, $"(SELECT max({(isDate == "1 = 1" ? sortable : $"CASE WHEN {isDate} THEN {sortable} END")}) {joins})", "1 = 1");
    }

    /// <summary>The condition that the period began, and no later than on a day in Brussels.</summary>
    public string NoLaterThan(DateOnly last)
    {
        var compares = form == StoredDate.IsoText ? $"{expression} <= {sql.Value(Day(last))}" : $"{expression} < {sql.Value(After(last))}";
        return Conditions.And([compares, isDate]);
    }

    // The first moment that is too late, as it is stored. A date alone is one of its own zone, a time is one of Brussels.
    private object After(DateOnly last)
    {
        var next = last.AddDays(1);
        if (form == StoredDate.Day) return Day(next);
        var zone = ZoneOf(words.Zone);
        var instant = Midnight(next, words.Type == FieldType.Date ? zone : BrusselsTime.Zone);
        return form switch
        {
            StoredDate.Instant => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            StoredDate.WallClock => TimeZoneInfo.ConvertTime(instant, zone).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
            StoredDate.Format => (words.Type == FieldType.Date ? next.ToDateTime(default) : TimeZoneInfo.ConvertTime(instant, zone).DateTime)
                .ToString(SortableDate.RearrangedFormat(words.Format!), CultureInfo.InvariantCulture),
            _ => words.Stored switch
            {
                Storage.Unix => instant.ToUnixTimeSeconds(),
                Storage.UnixMs => instant.ToUnixTimeMilliseconds(),
                _ => instant.UtcTicks,
            },
        };
    }

    private static DateTimeOffset Midnight(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(default);
        // Where a clock skips midnight, the day begins an hour later.
        if (zone.IsInvalidTime(local)) local = local.AddHours(1);
        return new(local, zone.GetUtcOffset(local));
    }

    private static TimeZoneInfo ZoneOf(string name) => TimeZoneInfo.FindSystemTimeZoneById(name);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>What a database compares when it compares stored dates.</summary>
internal enum StoredDate
{
    /// <summary>Nothing whose order is that of time.</summary>
    Unknown,
    /// <summary>A number that counts from a moment.</summary>
    Number,
    /// <summary>A type for days.</summary>
    Day,
    /// <summary>A type for moments.</summary>
    Instant,
    /// <summary>A type for what a clock on a wall shows.</summary>
    WallClock,
    /// <summary>ISO 8601 as text.</summary>
    IsoText,
    /// <summary>Text in a declared format, its parts rearranged to sort.</summary>
    Format,
}
