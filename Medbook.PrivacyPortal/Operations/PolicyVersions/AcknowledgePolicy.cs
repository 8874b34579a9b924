using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.PolicyVersions;

/// <summary>Somebody says that they read what changed. A second click changes nothing.</summary>
public sealed class AcknowledgePolicy(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    public async Task<Result> RunAsync(Actor who, int version, CancellationToken ct)
    {
        if (guard.Check(who, Permission.AcknowledgePolicy) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var open = await db.PolicyNotices.Where(n => n.Subject == who.Subject && n.Version <= version).ToListAsync(ct);
        if (open.Count == 0) return new NotFound();
        // Who read the newest has read what it replaced.
        var unread = open.FindAll(notice => notice.ReadAt is null);
        if (unread.Count == 0) return Result.Ok;
        var now = clock.GetUtcNow();
        unread.ForEach(notice => notice.Read(now));
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.PolicyRead, now, who.Subject, $"policy {version}"));
        await db.SaveChangesAsync(ct);
        return Result.Ok;
    }
}
