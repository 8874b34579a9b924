using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>A draft of the demo member that stands at one of its steps, made by the portal's own operations.</summary>
internal static class ArrangedDraft
{
    /// <summary>What a deletion of helpdesk tickets and log lines would do.</summary>
    public static Func<BrowserFixture, Task<string>> Erasure => Of(_ => new DraftContent(
        RequestKind.Erasure, new RequestScope { Activities = ["helpdesk", "site-security", "account", "contracting", "business-administration"] }, "")
    {
        Details = new() { ErasureGround = ErasureGround.NoLongerNeeded },
    });

    /// <summary>Which of the four cases a restriction is.</summary>
    public static Func<BrowserFixture, Task<string>> Restriction => Of(_ => new DraftContent(
        RequestKind.Restriction, new RequestScope { Activities = ["usage-experience"] }, "")
    {
        Details = new() { RestrictionCase = RestrictionCase.NeededForClaims },
    });

    /// <summary>A correction of the member's own row in the sample, half written.</summary>
    public static Func<BrowserFixture, Task<string>> Rectification => Of(key =>
    {
        var row = new ScopedRow("sample", "members", key);
        return new DraftContent(RequestKind.Rectification, new RequestScope { Rows = [row] }, "")
        {
            Details = new() { Corrections = [new(row, "birth_date", null, "1980-09-01"), new(row, "language", null, "fr")], RestrictMeanwhile = true },
        };
    });

    private static Func<BrowserFixture, Task<string>> Of(Func<string, DraftContent> content) => async browser =>
    {
        // At the first sign-in the person is found in the sample.
        await browser.VisitOfAsync(Who.Member);
        var (app, id) = (browser.App, Guid.CreateVersion7());
        var me = await app.ActorOfAsync("member@example.org");
        await using var scope = app.Services.CreateAsyncScope();
        var key = await scope.ServiceProvider.GetRequiredService<PortalDb>().SubjectLinks
            .Where(link => link.Subject == me.Subject && link.Source == "sample").Select(link => link.PersonKey).SingleAsync();
        await app.OperateAsync<StartRequest, DraftSaved>(start => start.RunAsync(me, id, content(key!.Split(':')[^1]), "en-GB", default));
        return $"/requests/new?draft={id}";
    };
}
