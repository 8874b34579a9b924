using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Retention;

/// <summary>An officer has the records counted whose period has ended, or counted anew as long as nothing is approved. Nothing is destroyed.</summary>
/// <remarks>Rule D2.</remarks>
public sealed class PlanSweep(IDbContextFactory<PortalDb> dbs, SweepProposals proposals, Guard guard)
{
    public async Task<Result> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.PlanSweep) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await proposals.CountAsync(who, db, await SweepProposals.OpenAsync(db, ct), ct);
    }
}
