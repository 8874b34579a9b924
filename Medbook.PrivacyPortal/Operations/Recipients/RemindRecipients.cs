using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Recipients;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Recipients;

/// <summary>
/// Mails the recipients who said nothing again, and those whose address the portal was given meanwhile; each mail in the transaction that
/// writes that it went.
/// </summary>
public sealed class RemindRecipients(IDbContextFactory<PortalDb> dbs, RecipientNotices notices, PortalSettings settings, Guard guard, TimeProvider clock)
{
    private const int Batch = 100;

    /// <returns>How many mails were written.</returns>
    public async Task<Result<int>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.RemindRecipients) is { } denied) return denied;
        string[] reachable = [.. settings.Recipients.Addresses.Keys];
        var (mailed, after) = (0, Guid.Empty);
        while (true)
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            var due = await Due(db, reachable, clock.GetUtcNow(), after).Take(Batch).Select(n => n.Id).ToListAsync(ct);
            foreach (var id in due) mailed += await MailAsync(who, id, ct) ? 1 : 0;
            if (due.Count < Batch) return mailed;
            after = due[^1];
        }
    }

    internal static IQueryable<RecipientNotice> Due(PortalDb db, string[] reachable, DateTimeOffset now, Guid after)
    {
        var before = now - RecipientNotice.BetweenMails;
        return db.RecipientNotices
            .Where(n => n.EndedAt == null && reachable.Contains(n.Recipient) && (n.MailedAt == null || (n.MailedAt <= before && n.Reminders < RecipientNotice.MostReminders)) && n.Id.CompareTo(after) > 0)
            .OrderBy(n => n.Id);
    }

    private async Task<bool> MailAsync(Actor who, Guid id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var (notice, now) = (await db.RecipientNotices.SingleAsync(n => n.Id == id, ct), clock.GetUtcNow());
        if (notice.State != NoticeState.ToDo && !notice.IsReminderDue(now)) return false;
        if (!notices.Mail(db, await NoticeFacts.OfAsync(db, notice, ct), notice, now)) return false;
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.RecipientReminded, now, notice.Subject, notice.CausedBy.ToString(), $"{notice.Recipient} {notice.Reminders}"));
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Acknowledged in this moment, or by another instance.
            return false;
        }
    }
}
