using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Erasure;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Retention;

/// <summary>An officer approves a sweep as they saw it. With the last approval that it needs, a run carries it out.</summary>
/// <remarks>Rule D2; a large sweep needs two officers.</remarks>
public sealed class ApproveSweep(IDbContextFactory<PortalDb> dbs, PortalSettings settings, Guard guard, TimeProvider clock)
{
    /// <param name="who">The officer.</param>
    /// <param name="id">The sweep.</param>
    /// <param name="revision">Its revision the officer saw.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result> RunAsync(Actor who, Guid id, Guid revision, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ApproveSweep) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.RetentionSweeps.SingleOrDefaultAsync(s => s.Id == id, ct) is not { } sweep) return new NotFound();
        var (isAsSeen, now) = (sweep.Revision == revision, clock.GetUtcNow());
        if (sweep.Approve(who, settings.Erasure.FourEyesFrom, now).Problem is { } problem) return problem;
        if (!isAsSeen) return new ChangedMeanwhile();

        var isWhole = sweep.State == ErasurePlanState.Approved;
        if (isWhole) db.Runs.Add(Run.Ask(RunKind.Sweep, subject: null, sweep.Id, now));
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.SweepApproved, now, null, id.ToString(), isWhole ? "whole" : "first of two"));
        return await ErasureChange.SaveAsync(db, ct);
    }
}
