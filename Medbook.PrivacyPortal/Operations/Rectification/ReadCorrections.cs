using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Rectifying;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Rectification;

/// <summary>The corrections that a granted request led to, with their outcomes, for staff. That somebody looks is written before anything is returned.</summary>
public sealed class ReadCorrections(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <returns>The corrections, in the order of the request; none where it led to none.</returns>
    public async Task<Result<IReadOnlyList<Correction>>> RunAsync(Actor who, Guid request, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadCorrections) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var all = await db.Corrections.AsNoTracking().Where(c => c.RequestId == request).OrderBy(c => c.Position).ToListAsync(ct);
        if (all.Count > 0) await ViewLog.StaffLooksAsync(db, who, AuditAction.CaseViewed, all[0].Subject, request.ToString(), clock.GetUtcNow(), ct);
        return all;
    }
}
