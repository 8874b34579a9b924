using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>An officer has an erasure that stopped tried again. It goes on where it stands; what was approved stays approved.</summary>
public sealed class RetryErasure(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <param name="who">The officer.</param>
    /// <param name="cause">What caused the plan: the request, or the withdrawal.</param>
    /// <param name="revision">The revision of the plan the officer saw.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result> RunAsync(Actor who, Guid cause, Guid revision, CancellationToken ct)
    {
        if (guard.Check(who, Permission.RetryErasure) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var plan = await ErasureChange.LastOfAsync(db, cause, ct);
        if (plan is null) return new NotFound();
        if (plan.Subject == who.Subject) return new OwnCase();
        var (isAsSeen, now) = (plan.Revision == revision, clock.GetUtcNow());
        if (plan.TryAgain(who).Problem is { } problem) return problem;
        if (!isAsSeen) return new ChangedMeanwhile();

        (await db.Runs.SingleAsync(r => r.Reference == plan.Id && r.Kind == RunKind.Erase, ct)).AskAgain(now);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.ErasureRetried, now, plan.Subject, cause.ToString()));
        return await ErasureChange.SaveAsync(db, ct);
    }
}
