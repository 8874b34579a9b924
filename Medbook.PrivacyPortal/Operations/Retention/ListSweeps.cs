using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Retention;

/// <summary>A sweep that is done.</summary>
/// <param name="Id">The sweep.</param>
/// <param name="Day">The day it was made on, in Brussels.</param>
/// <param name="Erased">How many records went or lost what pointed to a person.</param>
public sealed record SweepRow(Guid Id, DateOnly Day, long Erased);

/// <summary>The last sweeps that are done, the newest first.</summary>
public sealed class ListSweeps(IDbContextFactory<PortalDb> dbs, Guard guard)
{
    /// <summary>How many are shown.</summary>
    public const int Most = 12;

    public async Task<Result<IReadOnlyList<SweepRow>>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ListSweeps) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.RetentionSweeps.Where(s => s.State == ErasurePlanState.Done).OrderByDescending(s => s.Day).ThenByDescending(s => s.Id).Take(Most)
            .Select(s => new SweepRow(s.Id, s.Day, db.ErasureSteps.Where(step => step.PlanId == s.Id).Sum(step => step.Deleted + step.Changed))).ToListAsync(ct);
    }
}
