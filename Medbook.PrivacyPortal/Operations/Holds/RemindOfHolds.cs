using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Holds;

/// <summary>
/// Tells the officers that the day of a hold's review is there: once per day of review, in the transaction that writes that they were told.
/// The hold holds on.
/// </summary>
public sealed class RemindOfHolds(IDbContextFactory<PortalDb> dbs, PortalSettings settings, Guard guard, TimeProvider clock)
{
    private const int Batch = 100;

    /// <returns>How many notices were given.</returns>
    public async Task<Result<int>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.RemindOfHolds) is { } denied) return denied;
        var (given, after) = (0, new HoldPlace(DateOnly.MinValue, Guid.Empty));
        while (true)
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            var due = await Due(db, BrusselsTime.Today(clock), after).Select(h => new { h.Id, h.ReviewOn }).Take(Batch).ToListAsync(ct);
            foreach (var hold in due) given += await GiveAsync(who, hold.Id, ct) ? 1 : 0;
            if (due.Count < Batch) return given;
            after = new HoldPlace(due[^1].ReviewOn, due[^1].Id);
        }
    }

    /// <summary>Holds whose day of review is there and of which nobody was told; a test looks at the plan on both databases.</summary>
    internal static IQueryable<LegalHold> Due(PortalDb db, DateOnly today, HoldPlace after)
    {
        var (day, id) = (after.Day, after.Id);
        return db.LegalHolds
            .Where(h => h.ReleasedAt == null && h.ReviewOn <= today && h.ReviewOn >= day && (h.ReviewOn > day || h.Id.CompareTo(id) > 0))
            .Where(h => h.NoticedAt == null)
            .OrderBy(h => h.ReviewOn).ThenBy(h => h.Id);
    }

    private async Task<bool> GiveAsync(Actor who, Guid id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var hold = await db.LegalHolds.SingleAsync(h => h.Id == id, ct);
        if (!hold.HasNoticeOn(BrusselsTime.Today(clock))) return false;

        var now = clock.GetUtcNow();
        hold.Notice(now);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.HoldReviewDue, now, hold.Subject, id.ToString()));
        foreach (var to in await CaseTeam.ReachAsync(db, Role.Officer, ct)) db.OutgoingMails.Add(HoldMails.ReviewDue(to, hold, settings, now));
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody decides about it in this moment: the next tick looks again.
            return false;
        }
    }
}
