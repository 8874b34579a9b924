using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Breaches;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Breaches;

/// <summary>An officer decides that the authority or the people are not told, and why (GDPR 33(1), 33(5), 34(3)).</summary>
public sealed class WaiveBreachNotice(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock) : BreachChange(dbs, clock)
{
    public async Task<Result> RunAsync(Actor who, SeenBreach seen, BreachAudience audience, string reasons, CancellationToken ct) =>
        guard.Check(who, Permission.WaiveBreachNotice) is { } denied
            ? denied
            : await ChangeAsync(who, seen, AuditAction.BreachWaived, audience.ToString(), (breach, now) => breach.Waive(audience, reasons, who, now), ct);
}
