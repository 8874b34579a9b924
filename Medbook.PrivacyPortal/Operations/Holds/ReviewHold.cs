using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Holds;

/// <summary>An officer looked at a hold and keeps it until another day.</summary>
public sealed class ReviewHold(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock) : HoldDecision(dbs, clock)
{
    public async Task<Result> RunAsync(Actor who, SeenHold seen, DateOnly next, string words, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReviewHold) is { } denied) return denied;
        return await DecideAsync(who, seen, AuditAction.HoldReviewed, (hold, now) => hold.Review(next, words, who, now), follow: null, ct);
    }
}
