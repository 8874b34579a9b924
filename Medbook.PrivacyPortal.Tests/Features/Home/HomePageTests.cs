using System.Globalization;
using System.Security.Claims;
using Bunit;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Features.Home;
using Medbook.PrivacyPortal.Operations.Activity;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Closing;
using Medbook.PrivacyPortal.Operations.Consents;
using Medbook.PrivacyPortal.Operations.Copies;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Domain.Consents;
using Medbook.PrivacyPortal.Tests.Operations.Cases;
using Medbook.PrivacyPortal.Tests.Support;
using Medbook.PrivacyPortal.Ui;
using Microsoft.EntityFrameworkCore;

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

        Assert.Equal("One thing waits for you.", page.Home.Find(".lead").TextContent);
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

    [Fact]
    public async Task A_doubt_about_identity_a_fee_and_a_question_each_lead_to_where_they_are_answered()
    {
        var person = await AddPersonAsync();
        var (doubted, priced, asked) = (await SubmitAsync(person), await SubmitAsync(person, RequestKind.Access), await SubmitAsync(person, RequestKind.Restriction));
        await ChangeAsync(doubted.Request, (db, request) => db.IdentityQuestions.Add(
            request.AskForIdentity(Guid.NewGuid(), QuestionAbout.Identity, "Another name.", another: false, Officer, Now).Value!));
        await ChangeAsync(priced.Request, (_, request) => Assert.True(request.QuoteFee(RefusalGround.ManifestlyUnfounded, "The fifth this week.", 12.5m, null, Now).IsOk));
        await ChangeAsync(asked.Request, (db, request) => db.CaseMessages.Add(request.Ask(Guid.NewGuid(), "May we?", Officer, Now).Value!));

        await using var page = await OpenAsync(person);

        Assert.Equal("3 things wait for you.", page.Home.Find(".lead").TextContent);
        var needs = page.Home.FindAll(".needs").ToDictionary(need => need.QuerySelector("h2")!.TextContent, need => need.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal($"requests/{doubted.Request}#identity", needs["We are not sure it is you"]);
        Assert.Equal($"requests/{priced.Request}#fee", needs["A fee of € 12.50 for your request"]);
        Assert.Equal($"requests/{asked.Request}", needs["We have a question about your request"]);
    }

    [Fact]
    public async Task What_waits_is_there_however_many_requests_came_after_it()
    {
        var person = await AddPersonAsync();
        var old = await SubmitAsync(person);
        await ChangeAsync(old.Request, (db, request) => db.CaseMessages.Add(request.Ask(Guid.NewGuid(), "May we?", Officer, Now).Value!));
        await using (var db = await OpenAsync())
        {
            for (var number = 0; number < ListMyRequests.PageSize; number++)
            {
                var later = RightsRequest.Start(Guid.NewGuid(), person.Subject!.Value, RequestKind.Access, RequestScope.Everything, "en-GB", Now.AddDays(1));
                Assert.True(later.Submit(new RequestNumber(2026, 500 + number), RequestChannel.Portal, SenderProof.SignIn, Now.AddDays(1)).IsOk);
                db.Requests.Add(later);
            }
            db.AuditEntries.Add(AuditEntry.Of(person, AuditAction.RequestSubmitted, Now));
            await db.SaveChangesAsync();
        }

        await using var page = await OpenAsync(person);

        Assert.Equal($"requests/{old.Request}", page.Home.Find(".needs a").GetAttribute("href"));
    }

    [Fact]
    public async Task A_closing_says_until_when_it_can_be_stopped_and_urges_no_more_once_nothing_can_be_done()
    {
        var (person, other) = (await AddPersonAsync(), await AddPersonAsync("other@example.org"));
        var closing = AccountClosing.Ask(Guid.NewGuid(), person.Subject!.Value, "en-GB", Now);
        await using (var db = await OpenAsync())
        {
            db.AccountClosings.Add(closing);
            db.AuditEntries.Add(AuditEntry.Of(person, AuditAction.ClosingAsked, Now, person.Subject));
            await db.SaveChangesAsync();
        }

        await using (var page = await OpenAsync(person))
        {
            Assert.Equal("One thing waits for you.", page.Home.Find(".lead").TextContent);
            Assert.Equal("Your account closes from 16 March 2026 on", page.Home.Find(".needs h2").TextContent);
            Assert.Equal("account/close", page.Home.Find(".needs a").GetAttribute("href"));
        }
        await using (var theirs = await OpenAsync(other)) Assert.Empty(theirs.Home.FindAll(".needs"));
    }

    [Theory]
    [InlineData(false, "Your account is being closed", "See it or keep my account", true)]
    [InlineData(true, "Your account closes later", "See what stays", false)]
    public async Task A_closing_that_has_begun_says_what_is_left_to_do(bool isHeld, string title, string action, bool urges)
    {
        await using var stage = new Stage();
        stage.SignIn(await AddPersonAsync(), Get<IServiceProvider>());
        var card = stage.Draw<HomeClosing>(parameters => parameters.Add(p => p.Closing, new MyClosing(new DateOnly(2026, 3, 1), HasBegun: true, isHeld)));

        Assert.Equal((title, action, urges), (card.Find("h2").TextContent, card.Find("a").TextContent, card.FindAll(".needs").Count == 1));
    }

    [Fact]
    public async Task A_choice_that_is_asked_anew_is_offered_without_urging_and_one_never_made_is_not()
    {
        await Get<InstallConsentTexts>().InstallAsync(Actor.Portal, [TestTexts.Research, TestTexts.Committee], None);
        var person = await AddPersonAsync();
        await using (var page = await OpenAsync(person)) Assert.DoesNotContain("One choice is open", page.Home.Markup, StringComparison.Ordinal);
        Assert.True((await Get<GiveConsent>().RunAsync(person, ConsentPurposes.Research, new ShownText(1, "en-GB"), None)).IsOk);
        await using (var page = await OpenAsync(person)) Assert.DoesNotContain("One choice is open", page.Home.Markup, StringComparison.Ordinal);

        await Get<InstallConsentTexts>().InstallAsync(Actor.Portal, [TestTexts.Research.Next(asksAgain: true)], None);

        await using (var page = await OpenAsync(person))
        {
            Assert.Equal("Nothing waits for you.", page.Home.Find(".lead").TextContent);
            var offer = Assert.Single(page.Home.FindAll(".card"), card => card.QuerySelector("h2")?.TextContent == "One choice is open");
            Assert.Equal(("card ", "consents"), (offer.ClassName, offer.QuerySelector("a")!.GetAttribute("href")));
        }
    }

    private async Task ChangeAsync(Guid id, Action<PortalDb, RightsRequest> change)
    {
        await using var db = await OpenAsync();
        change(db, await db.Requests.Include(r => r.Events).SingleAsync(r => r.Id == id));
        db.AuditEntries.Add(AuditEntry.Of(Officer, AuditAction.CaseViewed, Now));
        await db.SaveChangesAsync();
    }

    private async Task<OpenPage> OpenAsync(Actor who)
    {
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (PortalCultures.English, PortalCultures.English);
        var context = new BunitContext();
        context.Services.AddSingleton<TimeProvider>(Clock).AddUi().AddSingleton(Get<ListMyRequests>()).AddSingleton(Get<ListMyCopies>())
            .AddSingleton(Get<ReadMyChoices>()).AddSingleton(Get<ListMyActivity>()).AddSingleton(Get<ListWaitingRequests>()).AddSingleton(Get<ReadMyClosing>());
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
