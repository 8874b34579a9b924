using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Measures;

/// <summary>Tells the officers that the day of a measure's review is there: once per day of review, in the transaction that writes that they were told.</summary>
public sealed class RemindOfMeasures(IDbContextFactory<PortalDb> dbs, PortalSettings settings, Guard guard, TimeProvider clock)
{
    /// <returns>How many measures they were told of.</returns>
    public async Task<Result<int>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.RemindOfMeasures) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var today = BrusselsTime.Today(clock);
        var due = await db.Measures.Where(m => m.EndedOn == null && m.NextReviewOn <= today && m.NoticedAt == null).Select(m => m.Id).ToListAsync(ct);
        var told = 0;
        foreach (var id in due) told += await TellAsync(who, id, ct) ? 1 : 0;
        return told;
    }

    private async Task<bool> TellAsync(Actor who, Guid id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var measure = await db.Measures.SingleAsync(m => m.Id == id, ct);
        if (!measure.HasNoticeOn(BrusselsTime.Today(clock))) return false;

        var now = clock.GetUtcNow();
        measure.Notice(now);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.MeasureDue, now, reference: id.ToString()));
        foreach (var to in await CaseTeam.ReachAsync(db, Role.Officer, ct)) db.OutgoingMails.Add(MeasureMails.Due(to, measure, settings, now));
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody writes about it in this moment: the next tick looks again.
            return false;
        }
    }
}
