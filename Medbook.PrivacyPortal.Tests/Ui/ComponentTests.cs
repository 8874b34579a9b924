using Bunit;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Ui;

namespace Medbook.PrivacyPortal.Tests.Ui;

public sealed class ComponentTests : UiTestContext
{
    [Fact]
    public void Every_icon_can_be_drawn() => Assert.All(
        Enum.GetValues<IconName>(), name => Assert.Single(Render<Icon>(parameters => parameters.Add(icon => icon.Name, name)).FindAll("svg[aria-hidden=true]")));

    [Fact]
    public void An_article_tab_leads_to_its_article()
    {
        var tab = Render<ArticleTab>(parameters => parameters.Add(article => article.Policy, "7.11"));

        Assert.Equal("policy#a7-11", tab.Find("a").GetAttribute("href"));
        Assert.Equal("Policy 7.11", tab.Find("a").TextContent);
    }

    [Fact]
    public void A_problem_is_shown_with_its_sentence_and_announced()
    {
        Assert.Empty(Render<ProblemNote>(parameters => parameters.Add(note => note.Problem, null)).Markup.Trim());
        Assert.Contains("We did not find this.", Render<ProblemNote>(parameters => parameters.Add(note => note.Problem, new NotFound())).Find("[role=alert]").TextContent);
    }

    [Fact]
    public void Each_error_leads_to_its_field()
    {
        var list = Render<ErrorList>(parameters => parameters.Add(errors => errors.Errors, [new FieldError("words", "Say what it is about."), new FieldError("kind", "Choose one.")]));

        Assert.Contains("2 answers need another look", list.Find("[role=alert]").TextContent);
        Assert.Equal(["#words", "#kind"], list.FindAll("a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public void A_field_names_its_hint_and_its_error()
    {
        Assert.Empty(Field.Described("why", hint: false, error: null));
        var both = Field.Described("why", hint: true, error: "Say why.");

        Assert.Equal("why-hint why-error", both["aria-describedby"]);
        Assert.Equal("true", both["aria-invalid"]);
    }

    [Fact]
    public void Steps_say_which_are_done_and_where_one_stands()
    {
        var steps = Render<Steps>(parameters => parameters.Add(s => s.Names, ["What", "About", "Send"]).Add(s => s.Current, 1));

        Assert.Equal("About", steps.Find("[aria-current=step] span").TextContent);
        Assert.Equal("What (done)", steps.Find(".done > span").TextContent);
    }

    [Theory]
    [InlineData(1, 14, 41, "1 to 14 of 41", "Next")]
    [InlineData(15, 14, 41, "15 to 28 of 41", "Previous,Next")]
    [InlineData(29, 13, 41, "29 to 41 of 41", "Previous")]
    [InlineData(1, 3, 3, "1 to 3 of 3", "")]
    [InlineData(1, 0, 0, "Nothing here", "")]
    public void A_pager_offers_only_the_pages_that_exist(long first, long count, long total, string range, string neighbours)
    {
        var pager = Render<Pager>(parameters => parameters.Add(p => p.First, first).Add(p => p.Count, count).Add(p => p.Total, total));

        Assert.Equal(range, pager.Find("[role=status]").TextContent);
        Assert.Equal(neighbours, string.Join(',', pager.FindAll("button").Select(button => button.TextContent)));
    }

    [Fact]
    public void A_pager_turns_the_page()
    {
        var turned = new List<string>();
        var pager = Render<Pager>(parameters => parameters.Add(p => p.First, 15).Add(p => p.Count, 14).Add(p => p.Total, 41)
            .Add(p => p.OnPrevious, () => turned.Add("back")).Add(p => p.OnNext, () => turned.Add("on")));

        foreach (var button in pager.FindAll("button")) button.Click();

        Assert.Equal(["back", "on"], turned);
    }

    [Fact]
    public void Numbers_follow_the_language()
    {
        Speak("nl-BE");
        var pager = Render<Pager>(parameters => parameters.Add(p => p.First, 1).Add(p => p.Count, 50).Add(p => p.Total, 1302));

        Assert.Equal("1 tot 50 van 1.302", pager.Find("[role=status]").TextContent);
    }
}
