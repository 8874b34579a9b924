using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Subjects;

/// <summary>Where a data subject is reached.</summary>
internal static class SubjectAddress
{
    /// <summary>The mail address of now; null where the portal no longer knows one.</summary>
    public static Task<string?> OfAsync(PortalDb db, SubjectKey subject, CancellationToken ct) =>
        db.Subjects.Where(s => s.Key == subject)
            .Select(s => s.ContactEmail ?? db.Users.Where(user => user.Id == s.AccountId).Select(user => user.Email).FirstOrDefault())
            .FirstOrDefaultAsync(ct);
}
