using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Recipients;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Recipients;

/// <summary>Whom what became of a case, or of an erasure that no request caused, had to be told to, and how far that is, for staff. That somebody looks is written before anything is returned.</summary>
public sealed class ListCaseNotices(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <param name="who">An officer, or another one of the staff.</param>
    /// <param name="cause">The request; or what else caused an erasure.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The notices, oldest first; none where nobody has to be told.</returns>
    public async Task<Result<IReadOnlyList<RecipientNotice>>> RunAsync(Actor who, Guid cause, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ListCaseNotices) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var notices = await NoticeFacts.CausedBy(db, cause).AsNoTracking().OrderBy(n => n.CreatedAt).ThenBy(n => n.Recipient).ToListAsync(ct);
        if (notices.Count > 0) await ViewLog.StaffLooksAsync(db, who, AuditAction.CaseViewed, notices[0].Subject, cause.ToString(), clock.GetUtcNow(), ct);
        return notices;
    }
}
