using Bunit;
using Medbook.PrivacyPortal.Features.Requests.Identity;

namespace Medbook.PrivacyPortal.Tests.Features.Requests.Identity;

public sealed class MaskCardMarkupTests : PageContext
{
    [Fact]
    public async Task Without_its_script_nothing_of_the_component_can_send_a_file()
    {
        var card = await DrawCardAsync();

        var file = card.Find("input[type=file]");
        Assert.Null(file.GetAttribute("name"));
        Assert.Empty(card.FindAll("form"));
        Assert.NotNull(file.Closest("[data-part=tool][hidden]"));
        Assert.Empty(card.FindAll("button[type=submit], button:not([type])"));
        Assert.Null(card.Find("[data-part=none]").GetAttribute("hidden"));
        Assert.Equal("requests/1/identity#other", card.Find("[data-part=none] a").GetAttribute("href"));
    }

    [Fact]
    public async Task The_advice_names_what_may_be_covered_and_says_never_to_send_the_back()
    {
        var advice = (await DrawCardAsync()).Find("section[aria-labelledby=mask-may]").TextContent;

        Assert.All(["Photo", "Card number, national register number", "Machine-readable zone", "Never send the back"],
            part => Assert.Contains(part, advice, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_authorisation_gets_no_covers_of_a_card_and_other_advice()
    {
        var card = await DrawCardAsync(mandate: true);

        Assert.Null(card.Find("mask-card").GetAttribute("data-covers"));
        Assert.Contains("Who gives the authorisation, and who receives it.", card.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Machine-readable zone", card.Markup, StringComparison.Ordinal);
    }

    private async Task<IRenderedComponent<MaskCard>> DrawCardAsync(bool mandate = false)
    {
        SignIn(await AddPersonAsync());
        return Draw<MaskCard>(card => card
            .Add(c => c.To, "requests/1/identity/picture").Add(c => c.Done, "requests/1/identity?sent=true")
            .Add(c => c.OtherWay, "requests/1/identity#other").Add(c => c.Mandate, mandate));
    }
}
