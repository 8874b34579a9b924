using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Recipients;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>A notice to a recipient of the demo member's data, for a page to show.</summary>
internal static class ArrangedNotice
{
    /// <summary>The address behind the link of its mail.</summary>
    public static async Task<string> At(BrowserFixture browser)
    {
        var id = Guid.Parse((await SentRequest.At("/requests")(browser)).Split('/')[^1]);
        await using var scope = browser.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        var request = await db.Requests.SingleAsync(r => r.Id == id);
        var (token, notice) = (LinkToken.Make(), RecipientNotice.Of(
            request.Subject, request.Id, "employer", NoticeDeed.Corrected, [new NoticeItem("sample", "career", "17", "5", "position", "Head of the night shift")], [], now));
        notice.Mail(LinkToken.HashOf(token), now);
        db.RecipientNotices.Add(notice);
        db.AuditEntries.Add(AuditEntry.Of(Actor.Portal, AuditAction.RecipientReminded, now, request.Subject, id.ToString()));
        await db.SaveChangesAsync();
        return $"/notices/{token}";
    }
}
