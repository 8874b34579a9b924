using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>One of a person's own requests, draft or sent, with its timeline.</summary>
public sealed class ReadMyRequest(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    public async Task<Result<RightsRequest>> RunAsync(Actor who, Guid id, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadMyRequest) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var request = await db.Requests.AsNoTracking().Include(r => r.Events.OrderBy(e => e.Id))
            .SingleOrDefaultAsync(r => r.Id == id && r.Subject == who.Subject, ct);
        if (request is null) return new NotFound();
        await ViewLog.OwnerLooksAsync(db, who, AuditAction.OwnRequestsViewed, clock.GetUtcNow(), ct);
        return request;
    }
}
