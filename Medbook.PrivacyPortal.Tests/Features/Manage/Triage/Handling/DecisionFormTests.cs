using Bunit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Features.Manage.Triage.Handling;

namespace Medbook.PrivacyPortal.Tests.Features.Manage.Triage.Handling;

/// <summary>The decision: verdicts per part, reasons by ground, and the letter that follows every word.</summary>
public sealed class DecisionFormTests : HandlingContext
{
    private static readonly RequestScope Two = new() { Activities = ["helpdesk", "contracting"] };

    [Fact]
    public async Task The_letter_follows_what_the_officer_writes_in_the_language_of_the_request()
    {
        var page = await OpenAsync(language: "fr-BE");
        Assert.Contains("Nous accordons votre demande. Nous effaçons ce que vous avez demandé d’effacer.", Letter(page));

        Refuse(page, 0);
        Assert.Contains("Choose a ground to see the letter.", page.Markup);
        await page.Find(".parts select").ChangeAsync("RequiredByLaw");
        await page.Find("#why-RequiredByLaw").InputAsync("Les factures de 2021.");

        Assert.Contains("Nos raisons\u00a0: Les factures de 2021.", Letter(page));
        Assert.Contains("RGPD 17(3)(b)", Letter(page));
        Assert.Contains("rue de la Presse 35, 1000 Bruxelles", Letter(page));
        Assert.Equal(4, page.FindAll(".decide .chip.success").Count);
    }

    [Fact]
    public async Task A_refusal_without_ground_or_reasons_is_not_even_asked_about()
    {
        var page = await OpenAsync();
        Refuse(page, 0);

        await page.Find(".decide .btn.primary").ClickAsync(new());
        Assert.Contains("Choose the ground in the law.", page.Find("[role=alert]").TextContent);
        await page.Find(".parts select").ChangeAsync("LegalClaims");
        await page.Find(".decide .btn.primary").ClickAsync(new());
        Assert.Contains("A refusal needs reasons.", page.Find("[role=alert]").TextContent);
    }

    [Fact]
    public async Task The_grounds_are_those_of_the_kind_and_none_is_chosen_beforehand()
    {
        var page = await OpenAsync();
        Refuse(page, 0);

        Assert.Equal(["", "NothingHeld", "StillNeeded", "RequiredByLaw", "LegalClaims", "ManifestlyUnfounded"],
            page.FindAll(".parts option").Select(option => option.GetAttribute("value")));
    }

    [Fact]
    public async Task A_repeat_is_a_ground_only_within_a_year_of_an_answered_request()
    {
        var person = await AddPersonAsync();
        Assert.True((await GrantAsync((await SubmitAsync(person)).Request)).IsOk);
        Clock.Advance(TimeSpan.FromMinutes(1));
        var again = await SubmitAsync(person);
        SignIn(Officer);
        var page = DrawCase(again.Request);
        Refuse(page, 0);

        Assert.Contains("Excessive", page.FindAll(".parts option").Select(option => option.GetAttribute("value")));
        Assert.Contains("2 March 2026, within a year", page.Find("[aria-labelledby=ask]").TextContent);
    }

    [Fact]
    public async Task One_part_is_granted_and_another_refused_in_one_letter()
    {
        var page = await OpenAsync(scope: Two);
        Assert.Equal(2, page.FindAll(".parts tbody tr").Count);

        Refuse(page, 1);
        await page.Find(".parts select").ChangeAsync("RequiredByLaw");
        await page.Find("#why-RequiredByLaw").InputAsync("Invoices stay ten years.");
        await page.Find("#what-we-do").InputAsync("The tickets go today.");

        Assert.Contains("We grant a part of your request. We delete this: Helpdesk.", Letter(page));
        Assert.Contains("The tickets go today.", Letter(page));
        Assert.Contains("Our reasons: Invoices stay ten years.", Letter(page));
        Assert.Contains("Grant a part and send", page.Find(".decide .btn.primary").TextContent);
    }

    [Fact]
    public async Task Where_the_request_names_nothing_the_officer_names_activities_of_the_register()
    {
        var page = await OpenAsync(scope: RequestScope.Everything);
        Assert.Single(page.FindAll(".parts tbody tr"));

        await page.FindAll("button").Single(button => button.TextContent.Contains("Decide part by part", StringComparison.Ordinal)).ClickAsync(new());
        Select(page, "Add an activity").Change("contracting");
        Select(page, "Add an activity").Change("helpdesk");
        Assert.DoesNotContain("helpdesk", Select(page, "Add an activity").QuerySelectorAll("option").Select(option => option.GetAttribute("value")));
        var names = page.FindAll(".parts tbody th").Select(name => name.TextContent).ToList();
        // What the person has with the portal itself is found without anybody naming it.
        Assert.Contains("Answering your requests", names);
        Refuse(page, names.IndexOf("Agreements"));
        await page.Find(".parts select").ChangeAsync("LegalClaims");
        await page.Find("#why-LegalClaims").InputAsync("A claim runs.");

        Assert.Contains("Helpdesk", Letter(page).Split("This stays: ")[0]);
        Assert.StartsWith("Agreements", Letter(page).Split("This stays: ")[1]);

        await page.FindAll("button").Single(button => button.TextContent.Contains("Decide on all in one", StringComparison.Ordinal)).ClickAsync(new());
        Assert.Contains("We grant your request.", Letter(page));
    }

    [Fact]
    public async Task A_paragraph_is_written_anew_and_what_the_law_asks_for_is_missed_when_it_goes()
    {
        var page = await OpenAsync();
        Refuse(page, 0);
        await page.Find(".parts select").ChangeAsync("LegalClaims");
        await page.Find("#why-LegalClaims").InputAsync("A claim runs.");

        await page.Find("[data-key=l]").ClickAsync(new());
        Paragraph(page, "Greeting").Input("Dear doctor,");
        Assert.StartsWith("Dear doctor,", Letter(page));
        Paragraph(page, "Court").Input("");
        Assert.Contains("Court", page.Find(".decide .chip.warning").TextContent);
        Assert.DoesNotContain("court", Letter(page));

        await page.FindAll(".link-btn").Single(button => button.TextContent.Contains("Court", StringComparison.Ordinal)).ClickAsync(new());
        Assert.Empty(page.FindAll(".decide .chip.warning"));
    }

    [Fact]
    public async Task The_reasons_are_edited_where_they_are_decided_and_not_in_the_letter()
    {
        var page = await OpenAsync();
        await page.Find("#what-we-do").InputAsync("The tickets go today.");
        await page.Find("[data-key=l]").ClickAsync(new());

        Assert.DoesNotContain(page.FindAll("[id^=paragraph-]"), field => field.TextContent.Contains("The tickets go today.", StringComparison.Ordinal));
        Assert.DoesNotContain(page.FindAll("[id^=paragraph-]"), field => field.GetAttribute("value") == "The tickets go today.");
    }

    [Fact]
    public async Task Strong_reasons_weigh_only_after_a_weighing_that_found_them()
    {
        var page = await OpenAsync(RequestKind.Objection);
        Refuse(page, 0);
        await page.Find(".parts select").ChangeAsync("CompellingGrounds");
        await page.Find("#why-CompellingGrounds").InputAsync("Two thefts.");

        Assert.Contains("Weighed", page.Find(".decide .chip.warning").TextContent);
    }

    [Fact]
    public async Task A_weighing_is_kept_box_by_box_and_the_use_goes_on_only_with_grounds_that_are_written()
    {
        var page = await OpenAsync(RequestKind.Objection);
        Assert.Contains("Our interest: satisfied customers.", page.Find("[aria-labelledby=weighing]").TextContent);
        Assert.True(page.FindAll("input[name=weigh-outcome]")[1].HasAttribute("disabled"));

        Save(page);
        page.WaitForAssertion(() => Assert.Contains("Fill in interest, necessity, impact and safeguards.", page.Find("[role=alert]").TextContent));
        foreach (var box in new[] { "interest", "necessity", "impact", "safeguards" }) page.Find($"#weigh-{box}").Input($"About {box}.");
        Save(page);
        page.WaitForAssertion(() => Assert.Contains("Choose the outcome", page.Find("[role=alert]").TextContent));
        await page.Find("#weigh-compellinggrounds").InputAsync("Two thefts in 2025.");
        await page.FindAll("input[name=weigh-outcome]")[1].ChangeAsync(true);
        Save(page);

        page.WaitForAssertion(() => Assert.Contains("The weighing is kept", page.Markup));
        Assert.Equal("About interest.", page.Find("#weigh-interest").GetAttribute("value"));
        Assert.Contains("The use goes on", page.Find("[aria-labelledby=weighing] .chip.success").TextContent);
        Refuse(page, 0);
        await page.Find(".parts select").ChangeAsync("CompellingGrounds");
        Assert.DoesNotContain(page.FindAll(".decide .chip.warning"), chip => chip.TextContent.Contains("Weighed", StringComparison.Ordinal));
    }

    [Fact]
    public void A_part_is_counted_only_where_somebody_can_say()
    {
        Assert.Null(DecisionParts.CountOf(new PartWords("helpdesk", null, false, null), situation: null));
        Assert.Null(DecisionParts.Draft([new PartWords("helpdesk", null, true, null)], new DecisionWords()));
    }

    private async Task<IRenderedComponent<CasePage>> OpenAsync(
        RequestKind kind = RequestKind.Erasure, string language = "en-GB", RequestScope? scope = null)
    {
        var sent = await SubmitAsync(await AddPersonAsync(), kind, language: language, scope: scope);
        SignIn(Officer);
        return DrawCase(sent.Request);
    }

    private static string Letter(IRenderedComponent<CasePage> page) => page.FindAll("[aria-labelledby=letter] .letter").Last().TextContent.Trim();

    private static void Refuse(IRenderedComponent<CasePage> page, int part) => page.FindAll($"input[name=part-{part}]")[1].Change(true);

    private static void Save(IRenderedComponent<CasePage> page) => page.Find("[aria-labelledby=weighing] [data-send]").Click();

    private static AngleSharp.Dom.IElement Select(IRenderedComponent<CasePage> page, string label) =>
        page.FindAll("label").Single(one => one.TextContent.Contains(label, StringComparison.Ordinal)).QuerySelector("select")!;

    private static AngleSharp.Dom.IElement Paragraph(IRenderedComponent<CasePage> page, string label) => page.Find(
        $"#{page.FindAll("[aria-labelledby=letter] label").Single(one => one.TextContent == label).GetAttribute("for")}");
}
