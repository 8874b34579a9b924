namespace Medbook.PrivacyPortal.Domain.Consents;

/// <summary>What a person decided. Stored by name, so names never change.</summary>
public enum ConsentDecision
{
    /// <summary>Agreed.</summary>
    Given,
    /// <summary>Did not agree.</summary>
    Refused,
    /// <summary>Took back what was agreed.</summary>
    Withdrawn,
    /// <summary>Objected to what happens without asking.</summary>
    Objected,
    /// <summary>Took the objection back.</summary>
    ObjectionLifted,
}
