using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Retention;

/// <summary>
/// Counts once a day the records whose period has ended, so that the dashboard says how many are due without a look into a source. It is a
/// proposal like an officer's; what an officer has approved, or counted today, is left alone. Nothing is destroyed.
/// </summary>
/// <remarks>Rule D2; GDPR 5(1)(e).</remarks>
public sealed class CountDue(IDbContextFactory<PortalDb> dbs, SweepProposals proposals, Guard guard, TimeProvider clock)
{
    /// <returns>Whether they were counted.</returns>
    public async Task<Result<bool>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.CountDue) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var sweep = await SweepProposals.OpenAsync(db, ct);
        if (sweep is not null && (sweep.State != ErasurePlanState.Proposed || sweep.Day == BrusselsTime.Today(clock))) return false;
        var counted = await proposals.CountAsync(who, db, sweep, ct);
        // An officer counted at the same moment: what they found is as good.
        return counted.Problem is { } problem and not ChangedMeanwhile ? problem : counted.IsOk;
    }
}
