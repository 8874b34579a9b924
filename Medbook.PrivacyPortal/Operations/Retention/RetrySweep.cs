using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Operations.Erasure;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Retention;

/// <summary>An officer has a sweep that stopped tried again. It goes on where it stands; what was approved stays approved.</summary>
public sealed class RetrySweep(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <param name="who">The officer.</param>
    /// <param name="id">The sweep.</param>
    /// <param name="revision">Its revision the officer saw.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result> RunAsync(Actor who, Guid id, Guid revision, CancellationToken ct)
    {
        if (guard.Check(who, Permission.RetrySweep) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.RetentionSweeps.SingleOrDefaultAsync(s => s.Id == id, ct) is not { } sweep) return new NotFound();
        var (isAsSeen, now) = (sweep.Revision == revision, clock.GetUtcNow());
        if (sweep.TryAgain(who).Problem is { } problem) return problem;
        if (!isAsSeen) return new ChangedMeanwhile();

        (await db.Runs.SingleAsync(r => r.Reference == id && r.Kind == RunKind.Sweep, ct)).AskAgain(now);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.SweepRetried, now, null, id.ToString()));
        return await ErasureChange.SaveAsync(db, ct);
    }
}
