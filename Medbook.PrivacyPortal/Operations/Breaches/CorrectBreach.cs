using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Breaches;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Breaches;

/// <summary>An officer writes what is known of a breach by now. It comes in phases (GDPR 33(4)), and every one of them stays in the history.</summary>
public sealed class CorrectBreach(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock) : BreachChange(dbs, clock)
{
    public async Task<Result> RunAsync(Actor who, SeenBreach seen, BreachFacts facts, CancellationToken ct) =>
        guard.Check(who, Permission.CorrectBreach) is { } denied
            ? denied
            : await ChangeAsync(who, seen, AuditAction.BreachCorrected, null, (breach, now) => breach.Correct(facts, who, now), ct);
}
