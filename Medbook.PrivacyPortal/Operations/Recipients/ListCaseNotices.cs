using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Recipients;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Recipients;

/// <summary>Whom a case had to be told to, and how far that is, for staff. That somebody looks is written before anything is returned.</summary>
public sealed class ListCaseNotices(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <returns>The notices, oldest first; none where nobody has to be told.</returns>
    public async Task<Result<IReadOnlyList<RecipientNotice>>> RunAsync(Actor who, Guid request, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ListCaseNotices) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var notices = await db.RecipientNotices.AsNoTracking().Where(n => n.RequestId == request).OrderBy(n => n.CreatedAt).ThenBy(n => n.Recipient).ToListAsync(ct);
        if (notices.Count > 0) await ViewLog.StaffLooksAsync(db, who, AuditAction.CaseViewed, notices[0].Subject, request.ToString(), clock.GetUtcNow(), ct);
        return notices;
    }
}
