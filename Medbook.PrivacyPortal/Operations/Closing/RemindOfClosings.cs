using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Operations.Accounts;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Closing;

/// <summary>Reminds whose account is about to close, some days before, in the transaction that writes that they were reminded.</summary>
public sealed class RemindOfClosings(IDbContextFactory<PortalDb> dbs, AccountLinks links, Guard guard, TimeProvider clock)
{
    /// <returns>How many were reminded.</returns>
    public async Task<Result<int>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.RemindOfClosings) is { } denied) return denied;
        var reminded = 0;
        await using var db = await dbs.CreateDbContextAsync(ct);
        foreach (var id in await Due(db, BrusselsTime.Today(clock)).Select(c => c.Id).ToListAsync(ct)) reminded += await RemindAsync(who, id, ct) ? 1 : 0;
        return reminded;
    }

    /// <summary>Closings of which nobody was reminded; a test looks at the plan on both databases.</summary>
    internal static IQueryable<AccountClosing> Due(PortalDb db, DateOnly today)
    {
        var until = today.AddDays(AccountClosing.ReminderDays);
        return db.AccountClosings.Where(c => c.State == ClosingState.Waiting && c.BeginsOn <= until && c.RemindedAt == null).OrderBy(c => c.BeginsOn);
    }

    private async Task<bool> RemindAsync(Actor who, Guid id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var closing = await db.AccountClosings.SingleAsync(c => c.Id == id, ct);
        if (!closing.HasReminderOn(BrusselsTime.Today(clock))) return false;
        var now = clock.GetUtcNow();
        closing.Remind(now);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.ClosingReminded, now, closing.Subject, id.ToString()));
        if (await SubjectAddress.OfAsync(db, closing.Subject, ct) is { } to) db.OutgoingMails.Add(ClosingMails.Reminder(to, closing, links, now));
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            // The person thinks again in this moment.
            return false;
        }
    }
}
