using Medbook.PrivacyPortal.Domain.Cases;

namespace Medbook.PrivacyPortal.Domain.Register;

/// <summary>Whether a right applies to an activity, and why.</summary>
/// <param name="Kind">The right.</param>
/// <param name="Available">Whether the law gives it here. Where it does not, the person can still ask: a human answers.</param>
/// <param name="Reason">When it helps, or why it is not given: key of a sentence in <c>RightReasonTexts</c>.</param>
public sealed record ActivityRight(RequestKind Kind, bool Available, RightReason Reason);

/// <summary>The sentences that explain a right at an activity; each is a key of <c>RightReasonTexts</c>.</summary>
public enum RightReason
{
    /// <summary>Access needs no reason.</summary>
    AccessAlways,
    /// <summary>Whatever is wrong, incomplete or out of date is corrected.</summary>
    RectificationAlways,
    /// <summary>The use rests on consent, which can be withdrawn at any time.</summary>
    ConsentWithdrawable,
    /// <summary>The use does not rest on consent: there is none to withdraw.</summary>
    NoConsentToWithdraw,
    /// <summary>Deletion on request: the data is kept only until the person asks (policy 5.3).</summary>
    ErasureWhenAsked,
    /// <summary>Deletion on one of the grounds of the law, looked at record by record.</summary>
    ErasureOnGround,
    /// <summary>The law requires the data to be kept (GDPR 17(3)(b)).</summary>
    ErasureForbiddenByLaw,
    /// <summary>Restriction in four cases.</summary>
    RestrictionInFourCases,
    /// <summary>The person's situation is weighed against a legitimate interest or a public task.</summary>
    ObjectionWeighed,
    /// <summary>An objection to marketing is granted at once.</summary>
    ObjectionToMarketing,
    /// <summary>The use rests on consent: withdrawing it has the same effect.</summary>
    ObjectionWithdrawInstead,
    /// <summary>The use rests on a contract, a law or a vital interest.</summary>
    ObjectionNeedsInterest,
    /// <summary>What the person provided can be taken along.</summary>
    PortabilityOfProvided,
    /// <summary>Only for consent and contract.</summary>
    PortabilityNeedsConsentOrContract,
    /// <summary>A complaint is always possible.</summary>
    ComplaintAlways,
}

/// <summary>The table "right by legal basis": for an activity every right, given or not, with the reason. Nothing is left out.</summary>
/// <remarks>GDPR 7(3), 15-18, 20, 21; policy 7.</remarks>
public static class RightsByBasis
{
    /// <summary>All rights at an activity, in the order of the policy.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="basis">What permits it for the records at hand; the activity's first basis where nothing is said.</param>
    public static IReadOnlyList<ActivityRight> Of(ProcessingActivity activity, LegalBasis? basis = null) =>
        [.. RequestKinds.Rights.Select(kind => Of(kind, activity, basis ?? activity.Basis))];

    /// <summary>One right at an activity.</summary>
    public static ActivityRight Of(RequestKind kind, ProcessingActivity activity, LegalBasis basis) => kind switch
    {
        RequestKind.Access => Given(kind, RightReason.AccessAlways),
        RequestKind.Rectification => Given(kind, RightReason.RectificationAlways),
        RequestKind.ConsentWithdrawal => basis == LegalBasis.Consent
            ? Given(kind, RightReason.ConsentWithdrawable)
            : Refused(kind, RightReason.NoConsentToWithdraw),
        RequestKind.Erasure => Erasure(activity, basis),
        RequestKind.Restriction => Given(kind, RightReason.RestrictionInFourCases),
        RequestKind.Objection => Objection(activity, basis),
        RequestKind.Portability => basis is LegalBasis.Consent or LegalBasis.Contract
            ? Given(kind, RightReason.PortabilityOfProvided)
            : Refused(kind, RightReason.PortabilityNeedsConsentOrContract),
        RequestKind.Complaint => Given(kind, RightReason.ComplaintAlways),
        RequestKind.Unsorted => throw new ArgumentOutOfRangeException(nameof(kind), kind, "What nobody has sorted is no right yet."),
    };

    /// <summary>One right at an activity, on the basis that gives it where one does: some records may rest on another.</summary>
    public static ActivityRight Best(RequestKind kind, ProcessingActivity activity) =>
        activity.Bases.Select(basis => Of(kind, activity, basis)).OrderByDescending(right => right.Available).First();

    private static ActivityRight Erasure(ProcessingActivity activity, LegalBasis basis) =>
        basis is LegalBasis.LegalObligation or LegalBasis.PublicTask ? Refused(RequestKind.Erasure, RightReason.ErasureForbiddenByLaw)
        : activity.Retention.Any(clause => clause.Kind == RetentionKind.UntilAsked) ? Given(RequestKind.Erasure, RightReason.ErasureWhenAsked)
        : Given(RequestKind.Erasure, RightReason.ErasureOnGround);

    private static ActivityRight Objection(ProcessingActivity activity, LegalBasis basis) =>
        activity.IsMarketing ? Given(RequestKind.Objection, RightReason.ObjectionToMarketing) : ObjectionBy(basis);

    private static ActivityRight ObjectionBy(LegalBasis basis) => basis switch
    {
        LegalBasis.LegitimateInterest or LegalBasis.PublicTask => Given(RequestKind.Objection, RightReason.ObjectionWeighed),
        LegalBasis.Consent => Refused(RequestKind.Objection, RightReason.ObjectionWithdrawInstead),
        LegalBasis.Contract or LegalBasis.LegalObligation or LegalBasis.VitalInterests =>
            Refused(RequestKind.Objection, RightReason.ObjectionNeedsInterest),
    };

    private static ActivityRight Given(RequestKind kind, RightReason reason) => new(kind, true, reason);

    private static ActivityRight Refused(RequestKind kind, RightReason reason) => new(kind, false, reason);
}
