using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Measures;

/// <summary>A measure is no longer in use; its reviews stay.</summary>
public sealed class EndMeasure(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock) : MeasureChange(dbs, clock)
{
    public async Task<Result> RunAsync(Actor who, SeenMeasure seen, CancellationToken ct) =>
        guard.Check(who, Permission.EndMeasure) is { } denied
            ? denied
            : await ChangeAsync(who, seen, AuditAction.MeasureEnded, null, (measure, now) => measure.End(now), ct);
}
