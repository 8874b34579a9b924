using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Rectifying;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Rectification;

/// <summary>What became of the values that a person's own request wanted corrected.</summary>
public sealed class ReadMyCorrections(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <returns>The corrections that were granted, in the order of the request; none for another's request.</returns>
    public async Task<Result<IReadOnlyList<Correction>>> RunAsync(Actor who, Guid request, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadMyCorrections) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var all = await db.Corrections.AsNoTracking().Where(c => c.RequestId == request && c.Subject == who.Subject).OrderBy(c => c.Position).ToListAsync(ct);
        if (all.Count > 0) await ViewLog.OwnerLooksAsync(db, who, AuditAction.OwnRequestsViewed, clock.GetUtcNow(), ct);
        return all;
    }
}
