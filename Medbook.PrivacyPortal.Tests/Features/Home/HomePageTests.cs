using System.Globalization;
using System.Security.Claims;
using Bunit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Features.Home;
using Medbook.PrivacyPortal.Operations.Activity;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Consents;
using Medbook.PrivacyPortal.Operations.Copies;
using Medbook.PrivacyPortal.Tests.Operations.Cases;
using Medbook.PrivacyPortal.Tests.Support;
using Medbook.PrivacyPortal.Ui;

namespace Medbook.PrivacyPortal.Tests.Features.Home;

public sealed class HomePageTests() : CaseTests(Provider.Sqlite)
{
    [Fact]
    public async Task Somebody_without_requests_reads_that_nothing_waits()
    {
        await using var page = await OpenAsync(await AddPersonAsync());

        Assert.Equal("Nothing waits for you.", page.Home.Find(".lead").TextContent);
        Assert.Contains("No requests yet. Ask at any time.", page.Home.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_waits_for_the_person_and_a_sent_request_for_Medbook()
    {
        var person = await AddPersonAsync();
        var draft = await StartAsync(person, RequestKind.Objection);
        var sent = await SubmitAsync(person);

        await using var page = await OpenAsync(person);

        Assert.Equal("One request waits for you.", page.Home.Find(".lead").TextContent);
        var needs = page.Home.Find(".needs");
        Assert.Contains("Object to a use. It is saved since 2 March 2026 and not sent yet.", needs.TextContent, StringComparison.Ordinal);
        Assert.Equal($"requests/new?draft={draft}", needs.QuerySelector("a")!.GetAttribute("href"));
        var line = Assert.Single(page.Home.FindAll(".links .item"), item => item.QuerySelector(".chip") is not null);
        Assert.Equal($"requests/{sent.Request}", line.QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("Answer by 1 April 2026, in 30 days", line.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_due_first_stands_first_and_answers_stand_last()
    {
        var person = await AddPersonAsync();
        var answered = await SubmitAsync(person, RequestKind.Access);
        Assert.True((await GrantAsync(answered.Request, "You find your data in the copy.")).IsOk);
        var early = await SubmitAsync(person);
        Clock.Advance(TimeSpan.FromDays(3));
        var late = await SubmitAsync(person, RequestKind.Restriction);

        await using var page = await OpenAsync(person);

        Assert.Equal(
            new[] { early, late, answered }.Select(request => $"requests/{request.Request}"),
            page.Home.FindAll(".links .item a[href^='requests/']").Select(link => link.GetAttribute("href")));
        Assert.Contains("Answered on 2 March 2026", page.Home.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_of_somebody_else_are_not_there()
    {
        await SubmitAsync(await AddPersonAsync("somebody@example.org"));

        await using var page = await OpenAsync(await AddPersonAsync());

        Assert.Empty(page.Home.FindAll(".chip"));
    }

    [Fact]
    public async Task What_was_done_last_and_what_was_chosen_stand_there_at_a_glance()
    {
        await Get<InstallConsentTexts>().RunAsync(Actor.Portal, None);
        var person = await AddPersonAsync();
        Assert.True((await Get<GiveConsent>().RunAsync(person, ConsentPurposes.Research, new ShownText(1, "en-GB"), None)).IsOk);
        var sent = await SubmitAsync(person);
        Assert.True((await Get<ReadCase>().RunAsync(Officer, sent.Request, None)).IsOk);

        await using var page = await OpenAsync(person);

        page.Home.WaitForAssertion(() => Assert.Contains("Your request was looked at", page.Home.Find("section[aria-labelledby=events]").TextContent, StringComparison.Ordinal));
        Assert.Contains("You agreed", page.Home.Find("section[aria-labelledby=choices]").TextContent, StringComparison.Ordinal);
        Assert.Equal("activity", page.Home.Find("section[aria-labelledby=events] .card-foot a").GetAttribute("href"));
    }

    private async Task<OpenPage> OpenAsync(Actor who)
    {
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (PortalCultures.English, PortalCultures.English);
        var context = new BunitContext();
        context.Services.AddSingleton<TimeProvider>(Clock).AddUi().AddSingleton(Get<ListMyRequests>()).AddSingleton(Get<ListMyCopies>())
            .AddSingleton(Get<ReadMyChoices>()).AddSingleton(Get<ListMyActivity>());
        context.AddAuthorization().SetAuthorized(who.Id)
            .SetClaims(new(ClaimTypes.NameIdentifier, who.Id), new(Actor.SubjectClaim, who.Subject!.Value.ToString()), new(Actor.SessionClaim, who.Session!));
        var home = context.Render<HomePage>();
        await home.WaitForStateAsync(() => home.FindAll(".lead").Count > 0);
        return new OpenPage(context, home);
    }

    private sealed record OpenPage(BunitContext Context, IRenderedComponent<HomePage> Home) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Context.DisposeAsync();
    }
}
