using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>The erasure that a request or a withdrawal ended in, for staff. That somebody looks is written before anything is returned.</summary>
public sealed class ReadErasure(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <param name="who">Who looks.</param>
    /// <param name="cause">What caused it: the request, or the withdrawal.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The erasure; <see cref="NotFound"/> where no plan was made.</returns>
    public async Task<Result<ErasureView>> RunAsync(Actor who, Guid cause, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadErasure) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await ErasureView.OfAsync(db, db.ErasurePlans.Where(p => p.CausedBy == cause), ct) is not { } view) return new NotFound();
        await ViewLog.StaffLooksAsync(db, who, AuditAction.CaseViewed, view.Plan.Subject, cause.ToString(), clock.GetUtcNow(), ct);
        return view;
    }
}
