using Bunit;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Consents;
using Medbook.PrivacyPortal.Operations.Erasure;
using Medbook.PrivacyPortal.Tests.Operations.Erasure;
using Medbook.PrivacyPortal.Tests.Support;
using ErasurePage = Medbook.PrivacyPortal.Features.Manage.Triage.Handling.ErasurePage;

namespace Medbook.PrivacyPortal.Tests.Features.Manage.Triage.Handling;

/// <summary>The page of an erasure that no request caused.</summary>
public sealed class ErasurePageTests() : ErasureTests(Provider.Sqlite)
{
    private readonly Stage stage = new();
    private Actor ada = null!;
    private Guid withdrawal;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Assert.True((await Get<InstallConsentTexts>().RunAsync(Actor.Portal, None)).IsOk);
        await RunInClinicAsync("INSERT INTO answers VALUES (1, 1, 'ada answers')");
        ada = await AddPatientAsync();
        var shown = new ShownText(1, "en-GB");
        Assert.True((await Get<GiveConsent>().RunAsync(ada, ConsentPurposes.Research, shown, None)).IsOk);
        withdrawal = (await Get<WithdrawConsent>().RunAsync(ada, ConsentPurposes.Research, shown, None)).Value!.Id;
    }

    public override async Task DisposeAsync()
    {
        await stage.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task An_officer_reads_why_and_sees_what_goes_before_approving()
    {
        var page = Open(Officer);
        Assert.Equal("Erasure: Consent withdrawn", page.Find("h1").TextContent);
        Assert.Empty(page.FindAll("table"));

        await page.FindAll("button").Single(button => button.TextContent == "See what goes").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("Answers to studies", page.Find("tbody").TextContent, StringComparison.Ordinal));
        Assert.Contains("Goes now", page.Find("tbody").TextContent, StringComparison.Ordinal);
        Assert.Single(page.FindAll("button"), button => button.TextContent == "Approve and carry out");
    }

    [Fact]
    public async Task Whom_the_portal_cannot_reach_an_officer_tells_from_here()
    {
        Assert.Null((await Get<PlanErasure>().RunAsync(Officer, withdrawal, None)).Problem);
        Assert.Null((await ApproveAsync(withdrawal)).Problem);
        Assert.True(await CarryOutAsync());
        var page = Open(Officer);

        page.WaitForElement("#recipients");
        Assert.Contains("Research partners", page.Find("[aria-labelledby=recipients]").TextContent, StringComparison.OrdinalIgnoreCase);
        await page.Find("textarea[id$=words]").InputAsync("By telephone.");
        await page.FindAll("button").First(button => button.TextContent == "Save").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("By telephone.", page.Find("[aria-labelledby=recipients]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void An_auditor_reads_and_decides_nothing() => Assert.Empty(Open(TestActors.Auditor()).FindAll("button"));

    [Fact]
    public void An_officer_decides_nothing_about_their_own_data()
    {
        var own = Open(Actor.SignedIn(ada.Id, ada.Subject!.Value, [Role.Member, Role.Officer], confirmed: true, secondFactor: true, session: "session"));

        Assert.Empty(own.FindAll("button"));
        Assert.Contains("This is about you", own.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<ErasurePage> Open(Actor who)
    {
        stage.SignIn(who, Get<IServiceProvider>());
        var page = stage.Draw<ErasurePage>(parameters => parameters.Add(p => p.Cause, withdrawal));
        page.WaitForElement("#erasure");
        return page;
    }
}
