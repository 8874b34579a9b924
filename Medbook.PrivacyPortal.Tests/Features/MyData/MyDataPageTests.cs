using System.Security.Claims;
using AngleSharp.Dom;
using Bunit;
using Bunit.TestDoubles;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Features.MyData;
using Medbook.PrivacyPortal.Tests.Operations.Subjects;
using Medbook.PrivacyPortal.Tests.Support;
using Medbook.PrivacyPortal.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Features.MyData;

/// <summary>The page on real operations and a real source, without a browser.</summary>
public sealed class MyDataPageTests() : HeldDataTests(Provider.Sqlite)
{
    private readonly BunitContext context = new();

    // The machine may be busy with other tests.
    static MyDataPageTests() => BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(30);

    public override async Task DisposeAsync()
    {
        await context.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Configure(IServiceCollection services)
    {
        base.Configure(services);
        services.AddMyData();
    }

    [Fact]
    public void The_first_activity_is_open_with_its_first_kind_of_record()
    {
        var page = Open("/my-data");

        Assert.Equal(["activity-account"], OpenActivities(page));
        Assert.Equal("Profile 1", Tab(page, "account").TextContent);
        Assert.Contains("Ann", Activity(page, "account").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Bea", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("hash-of-ann", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void The_address_says_which_records_are_shown()
    {
        var page = Open("/my-data?open=account&source=clinic&dataset=career");

        Assert.Equal("Career 2", Tab(page, "account").TextContent);
        Assert.Equal(["Emergency physician", "Resident"], page.FindAll("tbody th").Select(cell => cell.TextContent.Trim()));
        Assert.Equal(
            "requests/new?kind=Rectification&activity=account&source=clinic&dataset=career&row=2",
            page.Find("td.act-cell a").GetAttribute("href"));
        Assert.DoesNotContain("Reviewer of Ann", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Remark about Ann", page.Markup, StringComparison.Ordinal);
        Assert.Contains("What is about somebody else is hidden.", page.Markup, StringComparison.Ordinal);
        Assert.Contains("requests/new?kind=Access&amp;activity=account&amp;source=clinic&amp;dataset=career", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_activity_opens_beside_the_first_with_its_records()
    {
        var page = Open("/my-data");

        Activity(page, "helpdesk").QuerySelector("summary")!.Click();

        page.WaitForAssertion(() => Assert.Contains("First question", Activity(page, "helpdesk").TextContent, StringComparison.Ordinal));
        Assert.Equal(["activity-account", "activity-helpdesk"], OpenActivities(page).Order());
        Activity(page, "account").QuerySelector("summary")!.Click();
        page.WaitForAssertion(() => Assert.Equal(["activity-helpdesk"], OpenActivities(page)));
    }

    [Fact]
    public void A_tab_changes_the_records_and_leaves_the_other_activities_open()
    {
        var page = Open("/my-data");
        Activity(page, "helpdesk").QuerySelector("summary")!.Click();

        context.Services.GetRequiredService<NavigationManager>().NavigateTo("/my-data?open=account&source=clinic&dataset=career");

        page.WaitForAssertion(() => Assert.Equal("Career 2", Tab(page, "account").TextContent));
        Assert.Equal(["activity-account", "activity-helpdesk"], OpenActivities(page).Order());
    }

    [Fact]
    public async Task The_circuit_takes_over_what_was_prerendered_once()
    {
        var first = Open("/my-data", interactive: false);
        await ChangeClinicAsync("UPDATE members SET name = 'Changed' WHERE id = 1");

        // The circuit shows what was read for the page; the next visit reads again.
        Assert.Equal(first.Find("#activity-account").TextContent, Again("/my-data").Find("#activity-account").TextContent);
        Assert.Contains("Changed", Again("/my-data").Markup, StringComparison.Ordinal);
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == AuditAction.OwnRecordsViewed)));
    }

    [Fact]
    public void Without_a_fresh_proof_the_person_is_led_to_the_confirmation_and_back()
    {
        Open("/my-data?open=helpdesk", confirmed: false);

        Assert.EndsWith(
            "/account/confirm?returnUrl=%2Fmy-data%3Fopen%3Dhelpdesk",
            context.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_is_gone_is_said_and_the_rest_stands()
    {
        await LoseArchiveAsync();

        var page = Open("/my-data");

        Assert.Contains("We cannot read The archive now.", page.Find(".banner.warning").TextContent, StringComparison.Ordinal);
        Assert.Contains("For 1 activity we cannot say now", page.Markup, StringComparison.Ordinal);
        Assert.NotNull(Activity(page, "account"));
    }

    [Fact]
    public async Task Somebody_no_source_knows_reads_an_honest_page()
    {
        var stranger = await AddPersonAsync("stranger@example.org");

        var page = Open("/my-data", who: stranger);

        Assert.Contains("Medbook keeps nothing under your e-mail address", page.Find(".state h2").TextContent, StringComparison.Ordinal);
        Assert.Equal("requests/new?kind=Access", page.Find(".state a").GetAttribute("href"));
    }

    [Fact]
    public async Task Where_several_people_have_the_address_the_page_says_so()
    {
        var twin = await AddPersonAsync("twin@example.org");
        await LinkAsync(twin, "clinic", "members:1", "members:2");

        var page = Open("/my-data", who: twin);

        Assert.Contains("does not lead to one person", page.Find(".banner.warning").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Ann", page.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<MyDataPage> Open(string address, bool interactive = true, bool confirmed = true, Actor? who = null)
    {
        who ??= Ann;
        var scope = Services.CreateAsyncScope();
        context.Services.AddLocalization();
        context.Services.AddUi();
        context.Services.AddFallbackServiceProvider(scope.ServiceProvider);
        var claims = new List<Claim>
        {
            new(ClaimTypes.NameIdentifier, who.Id), new(Actor.SubjectClaim, who.Subject.ToString()!), new(Actor.SessionClaim, who.Session!),
        };
        if (confirmed) claims.Add(new Claim(Actor.ConfirmedClaim, "1"));
        context.AddAuthorization().SetAuthorized("somebody").SetClaims([.. claims]);
        return Again(address, interactive);
    }

    private IRenderedComponent<MyDataPage> Again(string address, bool interactive = true)
    {
        context.Renderer.SetRendererInfo(new RendererInfo(interactive ? "Server" : "Static", interactive));
        var navigation = context.Services.GetRequiredService<BunitNavigationManager>();
        navigation.NavigateTo(address);
        var page = context.Render<MyDataPage>();
        page.WaitForState(() => page.FindAll("[aria-busy]").Count == 0 || navigation.Uri.Contains("/account/confirm", StringComparison.Ordinal));
        return page;
    }

    private static IElement Activity(IRenderedComponent<MyDataPage> page, string activity) => page.Find($"#activity-{activity}");

    private static IElement Tab(IRenderedComponent<MyDataPage> page, string activity) =>
        Activity(page, activity).QuerySelector(".tabs [aria-current]") ?? throw new InvalidOperationException("No tab is chosen.");

    private static IEnumerable<string?> OpenActivities(IRenderedComponent<MyDataPage> page) =>
        page.FindAll("details.act[open]").Select(activity => activity.Id);
}
