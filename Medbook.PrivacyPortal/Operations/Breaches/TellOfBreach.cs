using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Breaches;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Breaches;

/// <summary>An officer told the authority or the people, outside the portal, and writes down when and how.</summary>
public sealed class TellOfBreach(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock) : BreachChange(dbs, clock)
{
    public async Task<Result> RunAsync(Actor who, SeenBreach seen, BreachAudience audience, DateTimeOffset at, string how, string lateReasons, CancellationToken ct) =>
        guard.Check(who, Permission.TellOfBreach) is { } denied
            ? denied
            : await ChangeAsync(who, seen, AuditAction.BreachTold, audience.ToString(), (breach, now) => breach.Tell(audience, at, how, lateReasons, who, now), ct);
}
