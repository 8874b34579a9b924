using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Persistence;

namespace Medbook.PrivacyPortal.Operations.Cases.Identity;

/// <summary>Who looked at a picture, as the audit has it; it says so also after the picture is gone.</summary>
internal static class IdentityViews
{
    /// <summary>Oldest first.</summary>
    public static IQueryable<AuditEntry> Of(PortalDb db, IdentityQuestion question) => db.AuditEntries
        .Where(e => e.Subject == question.Subject && e.Action == AuditAction.IdentityPictureViewed && e.Reference == question.Id.ToString())
        .OrderBy(e => e.Id);
}
