using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>
/// An officer has the plan of an erasure made that is wanted, or made anew as long as nobody approved it. Where the plan before is done and
/// left something, the next one takes up the rest. Nothing is destroyed.
/// </summary>
/// <remarks>Rule D2.</remarks>
public sealed class PlanErasure(IDbContextFactory<PortalDb> dbs, ErasureLines lines, Guard guard, TimeProvider clock)
{
    /// <param name="who">The officer.</param>
    /// <param name="cause">What caused it: the request, or the withdrawal.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result> RunAsync(Actor who, Guid cause, CancellationToken ct)
    {
        if (guard.Check(who, Permission.PlanErasure) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var found = await PlanOfAsync(db, who, cause, now, ct);
        if (!found.IsOk) return found.Problem;
        var plan = found.Value;
        await ViewLog.StaffLooksAsync(db, who, AuditAction.CaseViewed, plan.Subject, cause.ToString(), now, ct);
        var read = await lines.PlanAsync(db, plan, ct);
        if (!read.IsOk) return read.Problem;

        if (db.Entry(plan).State == EntityState.Detached) db.ErasurePlans.Add(plan);
        if (plan.Propose(read.Value.Lines, read.Value.Missing, now).Problem is { } problem) return problem;
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.ErasurePlanned, now, plan.Subject, cause.ToString(), $"{plan.Count}"));
        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // Made by a colleague at the same moment, who sees the same. Anything else is an accident.
            await using var again = await dbs.CreateDbContextAsync(ct);
            if (!await again.ErasurePlans.AnyAsync(p => p.CausedBy == cause && p.Round == plan.Round, ct)) throw;
            return new ChangedMeanwhile();
        }
    }

    private static async Task<Result<ErasurePlan>> PlanOfAsync(PortalDb db, Actor who, Guid cause, DateTimeOffset now, CancellationToken ct)
    {
        if (await ErasureChange.LastOfAsync(db, cause, ct) is not { } plan) return await OfRequestAsync(db, who, cause, now, ct);
        if (plan.Subject == who.Subject) return new OwnCase();
        if (plan.State != ErasurePlanState.Done) return plan;
        return await db.ErasureSteps.AnyAsync(s => s.PlanId == plan.Id && s.Held + s.Later + s.Needed > 0, ct) ? ErasurePlan.Following(plan, now) : new NothingStayed();
    }

    // Granted before the portal carried erasures out.
    private static async Task<Result<ErasurePlan>> OfRequestAsync(PortalDb db, Actor who, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        var request = await db.Requests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.Number != null, ct);
        if (request is null) return new NotFound();
        return request.Subject == who.Subject ? new OwnCase() : ErasurePlan.For(request, now);
    }
}
