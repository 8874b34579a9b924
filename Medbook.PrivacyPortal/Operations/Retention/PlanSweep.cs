using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Retention;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Retention;

/// <summary>An officer has the records counted whose period has ended, or counted anew as long as nothing is approved. Nothing is destroyed.</summary>
/// <remarks>Rule D2.</remarks>
public sealed class PlanSweep(IDbContextFactory<PortalDb> dbs, DueRows due, Guard guard, TimeProvider clock)
{
    public async Task<Result> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.PlanSweep) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var (today, now) = (BrusselsTime.Today(clock), clock.GetUtcNow());
        var sweep = await db.RetentionSweeps.SingleOrDefaultAsync(s => s.Open == true, ct);
        var found = await due.FindAsync(today, ct);
        if (sweep is null) db.RetentionSweeps.Add(sweep = RetentionSweep.Of(found, today, now));
        else if (sweep.Propose(found, today, now).Problem is { } problem) return problem;
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.SweepPlanned, now, null, sweep.Id.ToString(), $"{sweep.Count}"));
        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // Made by a colleague at the same moment, who sees the same. Anything else is an accident.
            await using var again = await dbs.CreateDbContextAsync(ct);
            if (!await again.RetentionSweeps.AnyAsync(s => s.Open == true && s.Revision != sweep.Revision, ct)) throw;
            return new ChangedMeanwhile();
        }
    }
}
