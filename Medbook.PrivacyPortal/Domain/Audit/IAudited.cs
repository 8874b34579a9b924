namespace Medbook.PrivacyPortal.Domain.Audit;

/// <summary>
/// Marks an entity whose every change is audited: saving one without an <see cref="AuditEntry"/> in the same
/// transaction is refused.
/// </summary>
public interface IAudited;
