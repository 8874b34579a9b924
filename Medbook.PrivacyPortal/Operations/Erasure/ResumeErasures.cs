using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Operations.Holds;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>
/// Wants the rest of the erasures that are done but for what was held, where nothing holds it any more: a request was answered or taken
/// back, or a hold was released while the run still went. Officers approve it like every other plan.
/// </summary>
/// <remarks>Rule D2.</remarks>
public sealed class ResumeErasures(IDbContextFactory<PortalDb> dbs, SourceCatalog sources, Guard guard, TimeProvider clock)
{
    /// <returns>How many are wanted again.</returns>
    public async Task<Result<int>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ResumeErasures) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var resumed = 0;
        foreach (var id in await Waiting(db).Select(p => p.Id).ToListAsync(ct)) resumed += await ResumeAsync(who, id, ct) ? 1 : 0;
        return resumed;
    }

    /// <summary>Plans that are done, left something held, and are not taken up yet.</summary>
    private static IQueryable<ErasurePlan> Waiting(PortalDb db) => db.ErasurePlans
        .Where(p => p.State == ErasurePlanState.Done && db.ErasureSteps.Any(s => s.PlanId == p.Id && s.Held > 0))
        .Where(p => !db.ErasurePlans.Any(next => next.CausedBy == p.CausedBy && next.Round > p.Round))
        .OrderBy(p => p.Id);

    private async Task<bool> ResumeAsync(Actor who, Guid id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var (done, now) = (await db.ErasurePlans.AsNoTracking().SingleAsync(p => p.Id == id, ct), clock.GetUtcNow());
        if (!await IsFreeAsync(db, done, ct)) return false;
        db.ErasurePlans.Add(ErasurePlan.Following(done, now));
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.ErasureWanted, now, done.Subject, done.CausedBy.ToString(), "no longer held"));
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // An officer takes it up in this moment. Anything else is an accident.
            await using var again = await dbs.CreateDbContextAsync(ct);
            if (!await again.ErasurePlans.AnyAsync(p => p.CausedBy == done.CausedBy && p.Round > done.Round, ct)) throw;
            return false;
        }
    }

    // The portal's own rows wait for all the others: whoever is gone here is known nowhere.
    private async Task<bool> IsFreeAsync(PortalDb db, ErasurePlan done, CancellationToken ct)
    {
        var held = await db.ErasureSteps.AsNoTracking().Where(s => s.PlanId == done.Id && s.Held > 0).ToListAsync(ct);
        var inForce = await HoldsInForce.OfPersonAsync(db, done.Subject, done.AsksAs, BrusselsTime.Today(clock), ct);
        var free = held.FindAll(step => IsFree(step, done, inForce));
        return free.Exists(step => step.Source != Map.PortalSource) || free.Count == held.Count;
    }

    private bool IsFree(ErasureStep step, ErasurePlan done, HoldsInForce inForce) =>
        sources.Find(step.Source)?.Map.Find(step.Dataset) is { } dataset
        && inForce.On(step.Source, dataset, new AskedRecord("", [done.Subject])).Count == 0
        && inForce.RecordsNamed(step.Source, step.Dataset).Count == 0;
}
