using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>What a person's own request or withdrawal led to: the plan, what was done of it, and the certificates.</summary>
public sealed class ReadMyErasure(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <param name="who">The person.</param>
    /// <param name="cause">Their request, or their withdrawal.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The erasure; <see cref="NotFound"/> where no plan was made, and for another's.</returns>
    public async Task<Result<ErasureView>> RunAsync(Actor who, Guid cause, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadMyErasure) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await ErasureView.OfAsync(db, db.ErasurePlans.Where(p => p.CausedBy == cause && p.Subject == who.Subject), ct) is not { } view) return new NotFound();
        await ViewLog.OwnerLooksAsync(db, who, AuditAction.OwnRequestsViewed, clock.GetUtcNow(), ct);
        return view;
    }
}
