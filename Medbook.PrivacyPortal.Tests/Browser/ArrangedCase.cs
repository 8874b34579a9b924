using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Restrictions;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>A sent request of the demo member in a state that its page shows in its own way; the case itself takes the steps.</summary>
internal static class ArrangedCase
{
    /// <summary>A request that waits for an answer of the person, extended meanwhile.</summary>
    public static Func<BrowserFixture, Task<string>> Asked => At((db, request, officer, now) =>
    {
        request.Extend(ExtensionReason.Complex, "Four systems hold your tickets.", now);
        db.CaseMessages.Add(request.Tell(Guid.CreateVersion7(), "We found 15 tickets.\nFour of them are closed.", officer, now).Value!);
        db.CaseMessages.Add(request.Ask(Guid.CreateVersion7(), "May we close ticket 1182?", officer, now).Value!);
    });

    /// <summary>A request whose clock stands still until the person shows who they are.</summary>
    public static Func<BrowserFixture, Task<string>> Doubted => At((db, request, officer, now) => db.IdentityQuestions.Add(
        request.AskForIdentity(Guid.CreateVersion7(), QuestionAbout.Identity, "Your letter carries another name.", another: false, officer, now).Value!));

    /// <summary>A request for which a fee was announced.</summary>
    public static Func<BrowserFixture, Task<string>> WithFee => At((_, request, _, now) =>
        request.QuoteFee(RefusalGround.ManifestlyUnfounded, "The fifth copy of the same data this week.", 12.5m, null, now));

    /// <summary>A request that the person took back.</summary>
    public static Func<BrowserFixture, Task<string>> TakenBack => At((_, request, _, now) => request.Withdraw(now));

    /// <summary>A request while which one use is limited, and another one until a day the person was told.</summary>
    public static Func<BrowserFixture, Task<string>> Limited => At((db, request, officer, now) =>
    {
        db.UseRestrictions.Add(UseRestriction.Of(request, new RestrictionTarget("helpdesk"), officer, now).Value!);
        var ending = UseRestriction.Of(request, new RestrictionTarget("account"), officer, now).Value!;
        ending.Lift(BrusselsTime.DateOf(now).AddDays(7), "We checked it, and it was right.", officer, now);
        db.UseRestrictions.Add(ending);
    });

    private static Func<BrowserFixture, Task<string>> At(Action<PortalDb, RightsRequest, Actor, DateTimeOffset> steps) => async browser =>
    {
        var page = await SentRequest.At("/requests")(browser);
        var (id, officer) = (Guid.Parse(page.Split('/')[^1]), await browser.App.ActorOfAsync("officer@example.org"));
        await using var scope = browser.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        var request = await db.Requests.SingleAsync(r => r.Id == id);
        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        steps(db, request, officer, now);
        db.AuditEntries.Add(AuditEntry.Of(officer, AuditAction.CaseViewed, now, request.Subject, id.ToString()));
        await db.SaveChangesAsync();
        return page;
    };
}
