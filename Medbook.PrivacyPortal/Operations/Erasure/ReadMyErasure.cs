using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>What a person's own request for erasure led to: the plan, what was done of it, and the certificate.</summary>
public sealed class ReadMyErasure(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <param name="who">The person.</param>
    /// <param name="request">Their request.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The erasure; <see cref="NotFound"/> where no plan was made, and for another's request.</returns>
    public async Task<Result<ErasureView>> RunAsync(Actor who, Guid request, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadMyErasure) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var plan = await db.ErasurePlans.AsNoTracking().SingleOrDefaultAsync(p => p.RequestId == request && p.Subject == who.Subject, ct);
        if (plan is null) return new NotFound();
        await ViewLog.OwnerLooksAsync(db, who, AuditAction.OwnRequestsViewed, clock.GetUtcNow(), ct);
        return await ErasureView.OfAsync(db, plan, ct);
    }
}
