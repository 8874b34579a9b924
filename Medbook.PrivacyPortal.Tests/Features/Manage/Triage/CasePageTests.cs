using Bunit;
using Medbook.PrivacyPortal.Features.Manage.Triage;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Features.Manage.Triage;

public sealed class CasePageTests : PageContext
{
    [Fact]
    public async Task The_letter_follows_what_the_officer_writes_in_the_language_of_the_request()
    {
        var sent = await SubmitAsync(await AddPersonAsync(), language: "fr-BE");
        SignIn(Officer);
        var page = Draw<CasePage>(parameters => parameters.Add(p => p.Id, sent.Request));
        Assert.Contains("Nous accordons votre demande.", page.FindAll(".letter").Last().TextContent);

        page.FindAll("input[name=decision]")[1].Change(true);
        Assert.Contains("Choose a ground to see the letter.", page.Markup);
        page.Find("#ground").Change("RequiredByLaw");
        page.Find("#words").Input("Les factures de 2021.");

        var letter = page.FindAll(".letter").Last().TextContent;
        Assert.Contains("Nos raisons\u00a0: Les factures de 2021.", letter);
        Assert.Contains("RGPD 17(3)(b)", letter);
        Assert.Contains("rue de la Presse 35, 1000 Bruxelles", letter);
        Assert.Equal(4, page.FindAll(".decide .chip.success").Count);
    }

    [Fact]
    public async Task A_refusal_without_ground_or_reasons_is_not_even_asked_about()
    {
        var sent = await SubmitAsync(await AddPersonAsync());
        SignIn(Officer);
        var page = Draw<CasePage>(parameters => parameters.Add(p => p.Id, sent.Request));
        page.FindAll("input[name=decision]")[1].Change(true);

        page.Find(".decide .btn").Click();
        Assert.Contains("Choose the ground in the law.", page.Find("[role=alert]").TextContent);
        page.Find("#ground").Change("LegalClaims");
        page.Find(".decide .btn").Click();
        Assert.Contains("A refusal needs reasons.", page.Find("[role=alert]").TextContent);
    }

    [Fact]
    public async Task The_grounds_are_those_of_the_kind_and_none_is_chosen_beforehand()
    {
        var sent = await SubmitAsync(await AddPersonAsync());
        SignIn(Officer);
        var page = Draw<CasePage>(parameters => parameters.Add(p => p.Id, sent.Request));
        page.FindAll("input[name=decision]")[1].Change(true);

        Assert.Equal(["", "NothingHeld", "StillNeeded", "RequiredByLaw", "LegalClaims", "ManifestlyUnfounded", "Excessive"],
            page.FindAll("#ground option").Select(option => option.GetAttribute("value")));
    }

    [Fact]
    public async Task An_auditor_reads_the_case_and_finds_no_decision_to_take()
    {
        var sent = await SubmitAsync(await AddPersonAsync());
        SignIn(TestActors.Auditor());

        var page = Draw<CasePage>(parameters => parameters.Add(p => p.Id, sent.Request));

        Assert.Contains("Only a privacy officer decides", page.Markup);
        Assert.Empty(page.FindAll("fieldset, textarea, .decide"));
        Assert.Contains("Old tickets.", page.Markup);
    }
}
