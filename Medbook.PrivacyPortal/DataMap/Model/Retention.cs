namespace Medbook.PrivacyPortal.DataMap.Model;

/// <summary>How long rows are kept.</summary>
/// <remarks>GDPR 5(1)(e), 13(2)(a); policy 5.</remarks>
public sealed record Retention
{
    /// <summary>The rule.</summary>
    public required RetentionRule Rule { get; init; }

    /// <summary>The period; only with <see cref="RetentionRule.Period"/>.</summary>
    public RetentionPeriod? Period { get; init; }

    /// <summary>The date the period starts from; only with <see cref="RetentionRule.Period"/>.</summary>
    public RetentionAnchor? Anchor { get; init; }

    /// <summary>The policy names no maximum ("at least ten years"): the date is when a decision is due, not a deletion.</summary>
    public bool AtLeast { get; init; }
}

/// <summary>The rules of retention.</summary>
public enum RetentionRule
{
    /// <summary>Until the person asks for deletion (policy 5.3).</summary>
    UntilAsked,
    /// <summary>Until consent is withdrawn (policy 5.1).</summary>
    UntilWithdrawn,
    /// <summary>The policy gives criteria and no period (policy 5.4, 5.6).</summary>
    Criteria,
    /// <summary>A period after a date of the row.</summary>
    Period,
    /// <summary>As long as the record it was made from; only for a <see cref="Dataset.CopyOf"/>.</summary>
    WithOrigin,
}

/// <summary>A period in calendar units; exactly one is not zero.</summary>
/// <param name="Years">Years.</param>
/// <param name="Months">Months.</param>
/// <param name="Days">Days.</param>
public readonly record struct RetentionPeriod(int Years, int Months, int Days)
{
    /// <summary>The day the period ends on: the same-numbered day, or the month's last.</summary>
    public DateOnly EndFrom(DateOnly start) => start.AddYears(Years).AddMonths(Months).AddDays(Days);

    /// <summary>The last day on which a period began that has ended before another day: it is over at the end of its last day.</summary>
    /// <param name="day">The day, in Brussels.</param>
    public DateOnly LastStartEndedBefore(DateOnly day)
    {
        // Several days may lead to the end of a month: the way back is looked for from both sides.
        var start = day.AddYears(-Years).AddMonths(-Months).AddDays(-Days);
        while (EndFrom(start) < day) start = start.AddDays(1);
        while (EndFrom(start) >= day) start = start.AddDays(-1);
        return start;
    }
}

/// <summary>The date a period starts from. NULL (or an empty value): it has not begun, the row is kept.</summary>
/// <param name="Steps">Steps from the dataset's table; empty: the column stands there. Several rows at the end: the latest date counts.</param>
/// <param name="Column">The column.</param>
/// <param name="Type">How the date is read: a date or date with time, with storage, format, zone and empty values; the mapped field's where one exists.</param>
public sealed record RetentionAnchor(IReadOnlyList<PathStep> Steps, string Column, AnchorType Type);

/// <summary>How an anchor's value is read; the same words as a field's.</summary>
/// <param name="Type">Date or date with time.</param>
/// <param name="Stored">How it is stored.</param>
/// <param name="Format">The declared format; only with <see cref="Storage.Format"/>.</param>
/// <param name="Zone">The zone of times without one.</param>
/// <param name="Empty">Stored values that mean "nothing".</param>
public sealed record AnchorType(FieldType Type, Storage Stored, string? Format, string Zone, IReadOnlyList<string> Empty);
