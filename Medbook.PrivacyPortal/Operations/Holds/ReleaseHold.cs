using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Holds;

/// <summary>
/// An officer ends a hold. What it kept is free from the same transaction on: whoever destroys asks at that moment. Erasures that are done
/// but for what it kept are wanted again.
/// </summary>
public sealed class ReleaseHold(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock) : HoldDecision(dbs, clock)
{
    public async Task<Result> RunAsync(Actor who, SeenHold seen, string words, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReleaseHold) is { } denied) return denied;
        return await DecideAsync(
            who, seen, AuditAction.HoldReleased, (hold, now) => hold.Release(words, who, now), (db, hold, now) => WaitingErasures.ResumeAsync(db, who, hold, now, ct), ct);
    }
}
