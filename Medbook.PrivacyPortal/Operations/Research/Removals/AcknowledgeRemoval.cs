using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Research.Removals;

/// <summary>A research partner says that somebody was removed. From then on the link shows nothing of anybody.</summary>
public sealed class AcknowledgeRemoval(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <param name="who">Anybody.</param>
    /// <param name="token">The token of the link.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result> RunAsync(Actor who, string token, CancellationToken ct)
    {
        if (guard.Check(who, Permission.AcknowledgeRemoval) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var (hash, now) = (LinkToken.HashOf(token), clock.GetUtcNow());
        var notice = await db.RemovalNotices.SingleOrDefaultAsync(n => n.TokenHash == hash, ct);
        if (notice is null || !notice.LeadsOn(now)) return new NotFound();
        notice.Acknowledge(now);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.RemovalAcknowledged, now, notice.Subject, notice.Id.ToString(), notice.Study.ToString()));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Clicked twice: it is done.
        }
        return Result.Ok;
    }
}
