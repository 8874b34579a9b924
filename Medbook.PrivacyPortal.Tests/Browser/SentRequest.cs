using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>A request made by the portal's own operations, for a page to show.</summary>
internal static class SentRequest
{
    private static readonly string[] Usual = ["helpdesk", "account"];

    /// <summary>The address of the page of a new request: <c>/requests/…</c> or <c>/manage/requests/…</c>.</summary>
    /// <param name="page">The page, without the request.</param>
    /// <param name="answered">Whether it is refused already.</param>
    /// <param name="by">Who sends it: the demo member, for whom other tests limit and stop uses, where nobody is named.</param>
    public static Func<BrowserFixture, Task<string>> At(string page, bool answered = false, string by = "member@example.org") => async browser =>
    {
        var (app, id) = (browser.App, Guid.CreateVersion7());
        var me = await app.ActorOfAsync(by);
        var scope = new RequestScope { Activities = Usual };
        var content = new DraftContent(RequestKind.Objection, scope, "I left the hospital.\nThe tickets name my former colleagues.");
        await app.OperateAsync<StartRequest, DraftSaved>(start => start.RunAsync(me, id, content, "en-GB", default));
        await app.OperateAsync<SubmitRequest, Acknowledgement>(submit => submit.RunAsync(me, id, default));
        if (answered)
        {
            var officer = await app.ActorOfAsync("officer@example.org");
            var read = await app.OperateAsync<ReadCase, CaseView>(read => read.RunAsync(officer, id, default));
            await app.DecideAsync(officer, read.Request, DecisionDraft.Refuse(new(RefusalGround.LegalClaims, "An inquiry runs until June.")));
        }
        return $"{page}/{id}";
    };
}
