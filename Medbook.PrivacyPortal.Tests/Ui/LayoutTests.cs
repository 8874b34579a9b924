using Bunit;
using Medbook.PrivacyPortal.Ui;
using Medbook.PrivacyPortal.Ui.Layouts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Medbook.PrivacyPortal.Tests.Ui;

public sealed class LayoutTests : UiTestContext
{
    [Fact]
    public void A_page_that_throws_is_replaced_by_a_calm_one_with_a_number()
    {
        var page = Render<PageBody>(parameters => parameters.Add(body => body.Here, "my-data").AddChildContent<Thrower>());

        Assert.Equal("Something went wrong on our side", page.Find("h1").TextContent);
        Assert.Matches("with code [0-9A-F]{4}-[0-9A-F]{4}", page.Find("p").TextContent);
        Assert.Equal("my-data", page.Find("a").GetAttribute("href"));
    }

    [Fact]
    public void Moving_on_leaves_the_broken_page_behind()
    {
        var page = Render<PageBody>(parameters => parameters.Add(body => body.Here, "my-data").AddChildContent<Thrower>());

        page.Render(parameters => parameters.Add(body => body.Here, "copies").AddChildContent("<p>copies</p>"));

        Assert.Equal("copies", page.Find("p").TextContent);
    }

    [Fact]
    public void A_language_leads_back_to_the_page_it_was_chosen_on()
    {
        Speak("nl-BE");
        var languages = Render<LanguageSwitch>(parameters => parameters.Add(s => s.Here, "requests/new?kind=Access"));

        Assert.Equal("NL Nederlands", languages.Find("[aria-current=true]").TextContent);
        Assert.Equal("culture?set=fr-BE&from=%2Frequests%2Fnew%3Fkind%3DAccess", languages.Find("[lang=fr]").GetAttribute("href"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Only_the_privacy_team_sees_the_way_to_its_pages(bool officer)
    {
        var authorization = AddAuthorization().SetAuthorized("somebody@example.org");
        if (officer) authorization.SetRoles("Officer");

        Assert.Equal(officer ? 1 : 0, Render<PersonNav>().FindAll("a[href='manage/requests']").Count);
    }

    [Fact]
    public void The_foot_stays_useful_without_the_register()
    {
        Assert.Equal(["policy", "accessibility"], Render<SiteFooter>().FindAll("a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public void The_foot_says_who_is_responsible_and_when_the_policy_changed()
    {
        var facts = new SiteFacts("Imengine bv, Tiensevest 43, 3010 Leuven", "privacy@example.org", "+32 16 00 00 00", new DateOnly(2021, 5, 14));
        var foot = Render<SiteFooter>(parameters => parameters.AddCascadingValue(facts));

        Assert.Contains("Imengine bv", foot.Markup, StringComparison.Ordinal);
        Assert.Contains("last changed 14 May 2021", foot.Markup, StringComparison.Ordinal);
    }

    private sealed class Thrower : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder) => throw new InvalidOperationException("detail");
    }
}
