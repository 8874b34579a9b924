using System.Globalization;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Breaches;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Breaches;

/// <summary>
/// Reminds the officers of the 72 hours while nothing is settled with the authority: at 24 and at 6 hours left, each once, in the
/// transaction that writes that they were reminded.
/// </summary>
public sealed class RemindOfBreaches(IDbContextFactory<PortalDb> dbs, PortalSettings settings, Guard guard, TimeProvider clock)
{
    /// <returns>How many breaches they were reminded of.</returns>
    public async Task<Result<int>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.RemindOfBreaches) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var due = await Due(db, clock.GetUtcNow()).Select(b => b.Id).ToListAsync(ct);
        var given = 0;
        foreach (var id in due) given += await RemindAsync(who, id, ct) ? 1 : 0;
        return given;
    }

    /// <summary>Breaches whose clock has come to a reminder that was not sent; a test looks at the plan on both databases.</summary>
    internal static IQueryable<Breach> Due(PortalDb db, DateTimeOffset now)
    {
        var (soon, all) = (now.AddHours(BreachClock.ReminderHours[0]), BreachClock.ReminderHours.Count);
        return db.Breaches.Where(b => b.ClockEndsAt <= soon && b.Reminders < all).OrderBy(b => b.ClockEndsAt);
    }

    private async Task<bool> RemindAsync(Actor who, Guid id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var breach = await db.Breaches.SingleAsync(b => b.Id == id, ct);
        var now = clock.GetUtcNow();
        if (!breach.HasReminderAt(now)) return false;

        breach.Remind(now);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.BreachReminded, now, reference: id.ToString(), detail: breach.Clock.HoursLeft(now).ToString(CultureInfo.InvariantCulture)));
        foreach (var to in await CaseTeam.ReachAsync(db, Role.Officer, ct)) db.OutgoingMails.Add(BreachTexts.Reminder(to, breach, settings, now));
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            // An officer writes about it in this moment: the next tick looks again.
            return false;
        }
    }
}
