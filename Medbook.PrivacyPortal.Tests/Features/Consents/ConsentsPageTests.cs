using System.Globalization;
using Bunit;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Features.Consents;
using Medbook.PrivacyPortal.Operations.Consents;
using Medbook.PrivacyPortal.Tests.Domain.Consents;
using Medbook.PrivacyPortal.Ui;
using Microsoft.EntityFrameworkCore;
using static Medbook.PrivacyPortal.Domain.Consents.ConsentDecision;

namespace Medbook.PrivacyPortal.Tests.Features.Consents;

public sealed class ConsentsPageTests : PageContext
{
    private Actor person = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Get<InstallConsentTexts>().InstallAsync(Actor.Portal, [TestTexts.Research, TestTexts.Committee], None);
        SignIn(person = await AddPersonAsync());
    }

    protected override void AddPageServices(IServiceCollection services, IServiceProvider operations) =>
        services.AddTransient(page => ActivatorUtilities.CreateInstance<ChoiceDesk>(operations, page.GetRequiredService<CurrentActor>()));

    [Fact]
    public void Nothing_is_chosen_beforehand_and_both_sides_look_the_same_the_no_first()
    {
        var page = Draw<ConsentsPage>();

        var buttons = page.FindAll("section[aria-labelledby=choice-research] button");
        Assert.Equal(["Do not take part", "Take part"], buttons.Select(button => button.TextContent));
        Assert.Single(buttons.Select(button => string.Join(' ', button.Attributes.Where(a => !a.Name.StartsWith("blazor:", StringComparison.Ordinal)).Select(a => a.Name + a.Value))).Distinct());
        Assert.Empty(page.FindAll("main input, [checked], [aria-pressed], .btn.primary"));
        Assert.Equal(["No choice made", "Shared"], page.FindAll(".chip").Select(chip => chip.TextContent));
        Assert.Equal(["Object to sharing"], page.FindAll("section[aria-labelledby=choice-accreditation-committee] button").Select(b => b.TextContent));
        Assert.Contains("No decision yet", page.Find("section[aria-labelledby=history]").TextContent);
    }

    [Fact]
    public void A_consent_given_elsewhere_is_withdrawn_by_a_request() =>
        Assert.NotNull(Draw<ConsentsPage>().Find("a[href='requests/new?kind=ConsentWithdrawal&activity=research']"));

    [Fact]
    public void Every_line_of_a_choice_leads_to_its_article()
    {
        var page = Draw<ConsentsPage>();

        Assert.Equal(
            ["Policy 3.1", "Policy 3.1", "Policy 4.1", "Policy 5.1", "GDPR 7(4)", "Policy 7.4"],
            page.FindAll("section[aria-labelledby=choice-research] .art").Select(art => art.TextContent));
        Assert.Equal("policy#a7-4", page.FindAll("section[aria-labelledby=choice-research] .art").Last().GetAttribute("href"));
    }

    [Fact]
    public void A_yes_works_at_once_and_one_button_takes_it_back()
    {
        var page = Draw<ConsentsPage>();

        Press(page, "Take part");

        Assert.Equal("You take part", page.Find(".chip").TextContent.Trim());
        Assert.Equal("You take part from now on. A mail confirms it.", page.Find("[role=status]").TextContent);
        Assert.Equal(["Stop taking part"], Buttons(page));
        Assert.Equal("You agreed on 2\u00a0March\u00a02026", page.Find(".stands").TextContent);
        Assert.Equal(["Research in general", "Agreed", "Version 1English"], page.FindAll("tbody td:not([data-l=Proof])").Select(td => td.TextContent.Trim()));

        Press(page, "Stop taking part");

        Assert.Equal("You do not take part", page.Find(".chip").TextContent);
        Assert.Equal("You no longer take part, from now on. A mail confirms it.", page.Find("[role=status]").TextContent);
        Assert.Equal(["Withdrawn", "Agreed"], page.FindAll("tbody td[data-l=Decision]").Select(td => td.TextContent.Trim()));
    }

    [Fact]
    public async Task Each_decision_has_its_proof_and_the_signature_of_that()
    {
        var page = Draw<ConsentsPage>();
        Press(page, "Take part");

        var record = await ReadAsync(db => db.ConsentRecords.SingleAsync());
        var links = page.FindAll("td[data-l=Proof] a");
        Assert.Equal([$"consents/{record.Id}/receipt.json", $"consents/{record.Id}/receipt.sig"], links.Select(link => link.GetAttribute("href")));
        Assert.Equal("Proof of your choice “Research in general” of 2 March 2026", links[0].GetAttribute("aria-label"));
        Assert.NotNull(page.Find("a[href='receipts/verify']"));
    }

    [Theory]
    [InlineData("choice-research", "Do not take part", "Take part")]
    [InlineData("choice-research", "Take part", "Stop taking part")]
    [InlineData("choice-accreditation-committee", "Object to sharing", "Lift the objection")]
    public void The_second_click_of_a_double_click_meets_no_other_button(string card, string pressed, string offered)
    {
        var page = Draw<ConsentsPage>();
        var place = Places(page, card).FindIndex(text => text == pressed);

        Press(page, pressed);

        Assert.StartsWith("You ", Places(page, card)[place], StringComparison.Ordinal);
        Assert.Equal(offered, Places(page, card)[1 - place]);
    }

    [Fact]
    public void The_committee_is_an_objection_and_says_so()
    {
        var page = Draw<ConsentsPage>();
        Assert.Contains("This is not a consent", page.Markup, StringComparison.Ordinal);

        Press(page, "Object to sharing");
        Assert.Equal("Not shared", page.FindAll(".chip")[1].TextContent);

        Press(page, "Lift the objection");
        Assert.Equal("Shared", page.FindAll(".chip")[1].TextContent);
        Assert.Equal(["Objection lifted", "Objected"], page.FindAll("tbody td[data-l=Decision]").Select(td => td.TextContent.Trim()));
    }

    [Fact]
    public async Task A_text_that_changed_meanwhile_is_shown_and_the_choice_stays_open()
    {
        var page = Draw<ConsentsPage>();
        await Get<InstallConsentTexts>().InstallAsync(Actor.Portal, [TestTexts.Research.Next(asksAgain: false)], None);

        Press(page, "Take part");

        Assert.Contains("Read the new text and choose again.", page.Find("[role=alert]").TextContent);
        Assert.Contains("Clearer words 2.", page.Markup, StringComparison.Ordinal);
        Assert.Equal(["Do not take part", "Take part"], Buttons(page));
        Assert.Equal(0, await ReadAsync(db => db.ConsentRecords.CountAsync()));

        Press(page, "Take part");
        Assert.Equal(2, (await ReadAsync(db => db.ConsentRecords.SingleAsync())).TextVersion);
        Assert.Empty(page.FindAll("[role=alert]"));
    }

    [Fact]
    public async Task A_rewording_is_told_and_a_material_change_asks_again()
    {
        await Get<GiveConsent>().RunAsync(person, ConsentPurposes.Research, new ShownText(1, "en-GB"), None);
        await Get<InstallConsentTexts>().InstallAsync(Actor.Portal, [TestTexts.Research.Next(asksAgain: false)], None);
        var page = Draw<ConsentsPage>();
        Assert.Contains("your choice stays as it is", page.Find(".banner").TextContent);
        Assert.Equal(["Stop taking part"], Buttons(page));

        await Get<InstallConsentTexts>().InstallAsync(Actor.Portal, [TestTexts.Research.Next(asksAgain: true, version: 3)], None);
        page = Draw<ConsentsPage>();
        Assert.Contains("so we ask again", page.Find(".banner").TextContent);
        Assert.Contains("Clearer words 3", page.Find(".banner details[open] ins").TextContent);
        Assert.Equal(["Do not take part", "Take part"], Buttons(page));
    }

    [Fact]
    public async Task The_record_says_in_which_language_it_was_read()
    {
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (PortalCultures.French, PortalCultures.French);
        var page = Draw<ConsentsPage>();

        Press(page, "Ne pas participer");

        var record = await ReadAsync(db => db.ConsentRecords.SingleAsync());
        Assert.Equal((Refused, "fr-BE", TestTexts.Research.Stored("fr-BE").Hash), (record.Decision, record.Language, record.TextHash));
        Assert.Equal("Vous ne participez pas. Un e-mail le confirme.", page.Find("[role=status]").TextContent);
    }

    [Fact]
    public async Task Older_decisions_are_a_page_away()
    {
        for (var i = 0; i <= ReadMyChoices.PageSize; i++)
        {
            Clock.Advance(TimeSpan.FromDays(1));
            if (i % 2 == 0) await Get<GiveConsent>().RunAsync(person, ConsentPurposes.Research, new ShownText(1, "en-GB"), None);
            else await Get<WithdrawConsent>().RunAsync(person, ConsentPurposes.Research, new ShownText(1, "en-GB"), None);
        }
        var page = Draw<ConsentsPage>();
        Assert.Equal(ReadMyChoices.PageSize, page.FindAll("tbody tr").Count);

        Navigation.NavigateTo(page.Find(".pager a").GetAttribute("href")!);
        page = Draw<ConsentsPage>();

        Assert.Equal("3 March 2026", page.Find("tbody tr time").TextContent);
        Assert.Equal("consents#history", page.Find(".pager a").GetAttribute("href"));
    }

    [Fact]
    public async Task What_could_not_be_saved_is_said_and_what_stood_before_still_stands()
    {
        var page = Draw<ConsentsPage>();
        await using var db = await OpenAsync();
        await db.Database.ExecuteSqlRawAsync("""ALTER TABLE "OutgoingMails" RENAME TO "Elsewhere" """);

        Press(page, "Take part");

        Assert.Contains("What you chose before still stands.", page.Find("[role=alert]").TextContent);
        Assert.Equal(["Do not take part", "Take part"], Buttons(page));
        Assert.Equal(0, await db.ConsentRecords.CountAsync());
    }

    private static void Press(IRenderedComponent<ConsentsPage> page, string button) =>
        page.FindAll("button").Single(b => b.TextContent == button).Click();

    private static IEnumerable<string> Buttons(IRenderedComponent<ConsentsPage> page) =>
        page.FindAll("section[aria-labelledby=choice-research] button").Select(button => button.TextContent);

    private static List<string> Places(IRenderedComponent<ConsentsPage> page, string card) =>
        [.. page.FindAll($"section[aria-labelledby={card}] .equal > *").Select(place => place.TextContent)];
}
