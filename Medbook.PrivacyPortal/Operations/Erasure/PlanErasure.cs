using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>
/// An officer has the plan of an erasure made whose request was granted, or made anew as long as nobody approved it. Nothing is destroyed.
/// </summary>
/// <remarks>Rule D2.</remarks>
public sealed class PlanErasure(IDbContextFactory<PortalDb> dbs, ErasureLines lines, Guard guard, TimeProvider clock)
{
    /// <param name="who">The officer.</param>
    /// <param name="id">The request.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result> RunAsync(Actor who, Guid id, CancellationToken ct)
    {
        if (guard.Check(who, Permission.PlanErasure) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var request = await db.Requests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.Number != null, ct);
        if (request is null) return new NotFound();
        if (request.Subject == who.Subject) return new OwnCase();
        if (!ErasurePlan.CanFollow(request)) return new NothingToErase();

        var now = clock.GetUtcNow();
        await ViewLog.StaffLooksAsync(db, who, AuditAction.CaseViewed, request.Subject, id.ToString(), now, ct);
        var read = await lines.PlanAsync(db, request, ct);
        if (!read.IsOk) return read.Problem;

        var plan = await db.ErasurePlans.SingleOrDefaultAsync(p => p.RequestId == id, ct);
        if (plan is null)
        {
            // Granted before the portal carried erasures out.
            var made = ErasurePlan.For(request, now);
            if (!made.IsOk) return made.Problem;
            db.ErasurePlans.Add(plan = made.Value);
        }
        if (plan.Propose(read.Value.Lines, read.Value.Missing, now).Problem is { } problem) return problem;
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.ErasurePlanned, now, request.Subject, id.ToString(), $"{plan.Count}"));
        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // Made by a colleague at the same moment, who sees the same. Anything else is an accident.
            await using var again = await dbs.CreateDbContextAsync(ct);
            if (!await again.ErasurePlans.AnyAsync(p => p.RequestId == id, ct)) throw;
            return new ChangedMeanwhile();
        }
    }
}
