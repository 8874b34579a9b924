using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>A request of the demo member, made by the portal's own operations, for a page to show.</summary>
internal static class SentRequest
{
    /// <summary>The address of the page of a new request: <c>/requests/…</c> or <c>/manage/requests/…</c>.</summary>
    public static Func<BrowserFixture, Task<string>> At(string page, bool answered = false) => async browser =>
    {
        await using var scope = browser.App.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<PortalDb>();
        var subject = await db.Subjects.SingleAsync(s => db.Users.Any(user => user.Id == s.AccountId && user.NormalizedEmail == "MEMBER@EXAMPLE.ORG"));
        var me = Actor.SignedIn(subject.AccountId!, subject.Key, [Role.Member], confirmed: true, secondFactor: false, session: "test");
        var scopeOfRequest = new RequestScope { Activities = ["helpdesk", "account"] };

        var id = Guid.CreateVersion7();
        var content = new DraftContent(RequestKind.Objection, scopeOfRequest, "I left the hospital.\nThe tickets name my former colleagues.");
        Assert.True((await services.GetRequiredService<StartRequest>().RunAsync(me, id, content, "en-GB", default)).IsOk);
        Assert.True((await services.GetRequiredService<SubmitRequest>().RunAsync(me, id, default)).IsOk);
        if (answered)
        {
            var revision = await db.Requests.Where(r => r.Id == id).Select(r => r.Revision).SingleAsync();
            Assert.True((await services.GetRequiredService<RefuseRequest>().RunAsync(
                TestActors.Officer(), id, revision, new(RefusalGround.CompellingGrounds, "An inquiry runs until June."), default)).IsOk);
        }
        return $"{page}/{id}";
    };
}
