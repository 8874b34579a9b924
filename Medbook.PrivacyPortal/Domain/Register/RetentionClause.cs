using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Domain.Register;

/// <summary>How long an activity keeps data; an activity may have several, for different records.</summary>
/// <remarks>GDPR 13(2)(a), 5(1)(e); policy 5.</remarks>
public sealed record RetentionClause
{
    /// <summary>The kind of rule.</summary>
    public required RetentionKind Kind { get; init; }

    /// <summary>The length in months, where the kind has one.</summary>
    public int? Months { get; init; }

    /// <summary>The rule or the criteria as the person reads them.</summary>
    public required LocalText Text { get; init; }

    /// <summary>The article of the policy; null where the policy says nothing and the period is the portal's choice.</summary>
    public string? PolicyArticle { get; init; }

    /// <summary>Whether its kind counts months.</summary>
    public bool HasMonths => Kind is RetentionKind.PeriodAfterAnchor or RetentionKind.DurationPlusAtLeast;

    /// <summary>Whether the period is the project's own choice, not the policy's.</summary>
    public bool IsChoice => PolicyArticle is null;
}

/// <summary>The kinds of retention rules.</summary>
public enum RetentionKind
{
    /// <summary>A period after an event, at most.</summary>
    PeriodAfterAnchor,
    /// <summary>Until the person asks for deletion.</summary>
    UntilAsked,
    /// <summary>As long as a contract lasts, and at least a period after it: no maximum.</summary>
    DurationPlusAtLeast,
    /// <summary>Until consent is withdrawn.</summary>
    UntilWithdrawn,
    /// <summary>No period, only criteria.</summary>
    CriteriaOnly,
    /// <summary>As long as the data it draws on.</summary>
    WithSourceData,
}
