using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Intake;

/// <summary>A mail that waits for an officer.</summary>
public sealed record TrayRow(
    Guid Id, Guid Revision, DateTimeOffset ArrivedAt, string From, string Title, string Text, MailNature Nature, bool IsIncomplete);

/// <summary>Where a page of the tray ends: the next one begins after it.</summary>
public sealed record TrayPlace(DateTimeOffset ArrivedAt, Guid Id);

/// <summary>A page of the tray, longest waiting first.</summary>
/// <param name="Rows">Its mails.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record TrayPage(IReadOnlyList<TrayRow> Rows, TrayPlace? Next);

/// <summary>The mails of which no case was made by itself, longest waiting first. That staff look is written before anything is returned.</summary>
public sealed class ListTray(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    public const int PageSize = 20;

    public async Task<Result<TrayPage>> RunAsync(Actor who, TrayPlace? after, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ListTray) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        await ViewLog.StaffLooksAsync(db, who, AuditAction.TrayViewed, null, "tray", clock.GetUtcNow(), ct);

        var tray = db.ReceivedMails.AsNoTracking().Where(mail => mail.Place == MailPlace.Tray);
        var page = after is { ArrivedAt: var at, Id: var last }
            ? tray.Where(mail => mail.ArrivedAt >= at && (mail.ArrivedAt > at || mail.Id.CompareTo(last) > 0))
            : tray;
        var rows = await page.OrderBy(mail => mail.ArrivedAt).ThenBy(mail => mail.Id).Take(PageSize + 1)
            .Select(mail => new TrayRow(
                mail.Id, mail.Revision, mail.ArrivedAt, mail.From, mail.Title, mail.Text, mail.Nature, mail.IsIncomplete))
            .ToListAsync(ct);
        if (rows.Count <= PageSize) return new TrayPage(rows, null);
        rows.RemoveAt(PageSize);
        return new TrayPage(rows, new TrayPlace(rows[^1].ArrivedAt, rows[^1].Id));
    }
}
