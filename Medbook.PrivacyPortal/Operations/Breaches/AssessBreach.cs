using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Breaches;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Breaches;

/// <summary>An officer says which risk a breach is to people, and why.</summary>
public sealed class AssessBreach(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock) : BreachChange(dbs, clock)
{
    public async Task<Result> RunAsync(Actor who, SeenBreach seen, BreachRisk? risk, string reasons, CancellationToken ct) =>
        guard.Check(who, Permission.AssessBreach) is { } denied
            ? denied
            : await ChangeAsync(who, seen, AuditAction.BreachAssessed, risk?.ToString(), (breach, now) => breach.Assess(risk, reasons, who, now), ct);
}
