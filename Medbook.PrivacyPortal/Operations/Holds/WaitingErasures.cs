using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Holds;

/// <summary>The erasures that are done but for what a hold kept: its release resumes them.</summary>
internal static class WaitingErasures
{
    /// <summary>
    /// Wants the rest of each of them, in the transaction of the release. What else may keep a record is asked when its turn comes; an
    /// officer sees it in the plan before.
    /// </summary>
    public static async Task ResumeAsync(PortalDb db, Actor who, LegalHold released, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var done in await Of(db, released.Target).ToListAsync(ct))
        {
            db.ErasurePlans.Add(ErasurePlan.Following(done, now));
            db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.ErasureWanted, now, done.Subject, done.CausedBy.ToString(), "hold released"));
        }
    }

    /// <summary>
    /// Plans that are done, left something held where the hold reaches, and are not taken up yet. A record may be several persons': whoever
    /// has something held of its kind may have waited for it.
    /// </summary>
    internal static IQueryable<ErasurePlan> Of(PortalDb db, HoldTarget target)
    {
        var (subject, source, dataset, _) = target;
        var held = db.ErasureSteps.Where(s => s.Held > 0);
        if (target.Reach != HoldReach.Person) held = held.Where(s => s.Source == source && s.Dataset == dataset);
        var done = db.ErasurePlans.AsNoTracking().Where(p => p.State == ErasurePlanState.Done && held.Any(s => s.PlanId == p.Id))
            .Where(p => !db.ErasurePlans.Any(next => next.CausedBy == p.CausedBy && next.Round > p.Round));
        return target.Reach is HoldReach.Person or HoldReach.PersonsDataset ? done.Where(p => p.Subject == subject) : done;
    }
}
