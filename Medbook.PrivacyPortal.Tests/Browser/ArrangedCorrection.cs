using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>A granted correction of the demo member that names no single record, so that it waits for an officer.</summary>
internal static class ArrangedCorrection
{
    /// <summary>The page of its request: <c>/requests/{0}</c> or <c>/manage/requests/{0}</c>.</summary>
    public static Func<BrowserFixture, Task<string>> At(string page, bool granted = true) => async browser =>
    {
        // At the first sign-in the person is found in the sample.
        await browser.VisitOfAsync(Who.Member);
        var (app, id) = (browser.App, Guid.CreateVersion7());
        var (me, officer) = (await app.ActorOfAsync("member@example.org"), await app.ActorOfAsync("officer@example.org"));
        var row = new ScopedRow("sample", "career", "");
        var content = new DraftContent(RequestKind.Rectification, new RequestScope { Rows = [row] }, "In one of them I was head of the night shift.")
        {
            Details = new() { Corrections = [new(row, "position", null, "Head of the night shift")], Supplement = "I shared the post with a colleague." },
        };
        await app.OperateAsync<StartRequest, DraftSaved>(start => start.RunAsync(me, id, content, "en-GB", default));
        await app.OperateAsync<SubmitRequest, Acknowledgement>(submit => submit.RunAsync(me, id, default));
        if (granted)
        {
            var read = await app.OperateAsync<ReadCase, CaseView>(read => read.RunAsync(officer, id, default));
            await app.DecideAsync(officer, read.Request, DecisionDraft.Grant(""));
        }
        return page.Replace("{0}", id.ToString(), StringComparison.Ordinal);
    };
}
