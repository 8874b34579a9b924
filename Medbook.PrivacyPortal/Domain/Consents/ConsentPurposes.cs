namespace Medbook.PrivacyPortal.Domain.Consents;

/// <summary>What a person chooses about. A purpose is an identifier, not a list in code: a study brings one of its own.</summary>
public static class ConsentPurposes
{
    /// <summary>Research in general: the activity <c>research</c> of the register.</summary>
    /// <remarks>GDPR 6(1)(a), 7; policy 3.1, 4.1.</remarks>
    public const string Research = "research";

    /// <summary>Sharing with the competent accreditation committee: no consent, but an objection that counts at once.</summary>
    /// <remarks>GDPR 21; policy 4.1.</remarks>
    public const string AccreditationCommittee = "accreditation-committee";
}

/// <summary>What kind of choice a purpose asks.</summary>
public enum ChoiceKind
{
    /// <summary>Nothing happens without a yes.</summary>
    Consent,
    /// <summary>It happens until somebody objects.</summary>
    Objection,
}
