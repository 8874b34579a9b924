using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>An officer approves a plan as they saw it. With the last approval that it needs, a run carries it out.</summary>
/// <remarks>Rule D2; a large plan needs two officers.</remarks>
public sealed class ApproveErasure(IDbContextFactory<PortalDb> dbs, PortalSettings settings, Guard guard, TimeProvider clock)
{
    /// <param name="who">The officer.</param>
    /// <param name="cause">What caused the plan: the request, or the withdrawal.</param>
    /// <param name="revision">The revision of the plan the officer saw.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result> RunAsync(Actor who, Guid cause, Guid revision, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ApproveErasure) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var plan = await ErasureChange.LastOfAsync(db, cause, ct);
        if (plan is null) return new NotFound();
        if (plan.Subject == who.Subject) return new OwnCase();
        var (isAsSeen, now) = (plan.Revision == revision, clock.GetUtcNow());
        if (plan.Approve(who, settings.Erasure.FourEyesFrom, now).Problem is { } problem) return problem;
        if (!isAsSeen) return new ChangedMeanwhile();

        if (plan.State == ErasurePlanState.Approved) db.Runs.Add(Run.Ask(RunKind.Erase, plan.Subject, plan.Id, now));
        db.AuditEntries.Add(AuditEntry.Of(
            who, AuditAction.ErasureApproved, now, plan.Subject, cause.ToString(), plan.State == ErasurePlanState.Approved ? "whole" : "first of two"));
        return await ErasureChange.SaveAsync(db, ct);
    }
}
