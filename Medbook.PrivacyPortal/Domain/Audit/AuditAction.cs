namespace Medbook.PrivacyPortal.Domain.Audit;

/// <summary>What an audit entry says happened. Codes only; stored by name, so names never change.</summary>
public enum AuditAction
{
    /// <summary>A person was linked to a person of a source.</summary>
    SubjectLinked,
    /// <summary>A copy of a person's data left the portal; the detail is its kind.</summary>
    CopyTaken,
    /// <summary>A version of the register was taken in.</summary>
    RegisterInstalled,
}
