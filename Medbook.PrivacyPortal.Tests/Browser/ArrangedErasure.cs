using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Erasure;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>A granted erasure, by the portal's own operations and its job, for a page to show.</summary>
internal static class ArrangedErasure
{
    private const string Member = "member@example.org";

    // Of the demo member only what no other test looks at.
    private static readonly RequestScope Usage = new() { Rows = [new ScopedRow("sample", "usage", "")] };

    /// <summary>One that waits for an officer's approval.</summary>
    public static Func<BrowserFixture, Task<string>> Planned(string page) => async browser =>
    {
        var id = await GrantedAsync(browser, Member, Usage);
        return page.Replace("{0}", id.ToString(), StringComparison.Ordinal);
    };

    /// <summary>One that is done.</summary>
    public static Func<BrowserFixture, Task<string>> Done(string page) => async browser =>
    {
        var id = await GrantedAsync(browser, Member, Usage);
        var officer = await browser.App.ActorOfAsync("officer@example.org");
        var seen = await browser.App.OperateAsync<ReadErasure, ErasureView>(read => read.RunAsync(officer, id, default));
        await browser.App.OperateAsync<ApproveErasure>(approve => approve.RunAsync(officer, id, seen.Plan.Revision, default));
        await UntilDoneAsync(browser.App, id);
        return page.Replace("{0}", id.ToString(), StringComparison.Ordinal);
    };

    /// <summary>A request for erasure that was granted, with its plan.</summary>
    public static async Task<Guid> GrantedAsync(BrowserFixture browser, string email, RequestScope scope, bool plan = true)
    {
        // At the first sign-in the person is found in the sample.
        await browser.VisitOfAsync(Who.Member);
        var (app, id) = (browser.App, Guid.CreateVersion7());
        var (me, officer) = (await app.ActorOfAsync(email), await app.ActorOfAsync("officer@example.org"));
        var content = new DraftContent(RequestKind.Erasure, scope, "What I clicked is nobody’s business.");
        await app.OperateAsync<StartRequest, DraftSaved>(start => start.RunAsync(me, id, content, "en-GB", default));
        await app.OperateAsync<SubmitRequest, Acknowledgement>(submit => submit.RunAsync(me, id, default));
        var read = await app.OperateAsync<ReadCase, CaseView>(read => read.RunAsync(officer, id, default));
        await app.DecideAsync(officer, read.Request, DecisionDraft.Grant(""));
        if (plan) await app.OperateAsync<PlanErasure>(make => make.RunAsync(officer, id, default));
        return id;
    }

    private static Task UntilDoneAsync(PortalApp app, Guid request) => Waiting.UntilAsync(async () =>
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PortalDb>().ErasurePlans.AnyAsync(p => p.CausedBy == request && p.State == ErasurePlanState.Done);
    }, TimeSpan.FromMinutes(2));
}
