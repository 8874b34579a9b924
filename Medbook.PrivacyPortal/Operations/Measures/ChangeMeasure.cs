using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Measures;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Measures;

/// <summary>Changes what is planned about a measure.</summary>
public sealed class ChangeMeasure(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock) : MeasureChange(dbs, clock)
{
    public async Task<Result> RunAsync(Actor who, SeenMeasure seen, MeasurePlan plan, CancellationToken ct) =>
        guard.Check(who, Permission.ChangeMeasure) is { } denied
            ? denied
            : await ChangeAsync(who, seen, AuditAction.MeasureChanged, null, (measure, now) => measure.Change(plan, now), ct);
}
