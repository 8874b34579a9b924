using Bunit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Features.Consents;
using Medbook.PrivacyPortal.Tests.Domain.Research;
using Medbook.PrivacyPortal.Tests.Operations.Research.Studies;
using Medbook.PrivacyPortal.Tests.Support;
using Medbook.PrivacyPortal.Ui;
using static Medbook.PrivacyPortal.Domain.Consents.ConsentDecision;

namespace Medbook.PrivacyPortal.Tests.Features.Consents;

/// <summary>Studies on the page of choices.</summary>
public sealed class StudyChoicesTests() : StudyTests(Provider.Sqlite)
{
    private readonly Stage stage = new();
    private Actor person = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        person = await AddPersonAsync();
        stage.SignIn(person, Get<IServiceProvider>(), (services, operations) =>
            services.AddTransient(page => ActivatorUtilities.CreateInstance<ChoiceDesk>(operations, page.GetRequiredService<CurrentActor>())));
    }

    public override async Task DisposeAsync()
    {
        await stage.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Studies_stand_under_research_in_general_with_the_same_buttons_and_the_objection_stands_apart()
    {
        Assert.Contains("No study asks for your data at the moment.", Draw().Find("section[aria-labelledby=studies]").TextContent, StringComparison.Ordinal);
        var study = await PublishedAsync();

        var page = Draw();

        Assert.Equal(["Research in general", "Studies", "An objection, not a consent", "History"], page.FindAll("h2:not(.sr)").Select(title => title.TextContent));
        var card = page.Find($"section[aria-labelledby=studies] section[aria-labelledby=choice-{study.Purpose}]");
        Assert.Equal(["Do not take part", "Take part"], card.QuerySelectorAll("button").Select(button => button.TextContent));
        Assert.Equal(["Policy 3.1", "Policy 3.1", "Policy 4.1", "Policy 5.1", "GDPR 7(4)", "Policy 7.4"], card.QuerySelectorAll(".art").Select(art => art.TextContent));
        Assert.NotNull(page.Find("section[aria-labelledby=objection] section[aria-labelledby=choice-accreditation-committee]"));
    }

    [Fact]
    public async Task A_no_in_general_shows_at_once_at_each_study()
    {
        var study = await PublishedAsync();
        await DecideAsync(person, Given, purpose: study.Purpose);
        var page = Draw();
        Assert.Equal("You take part", Chip(page, study));

        page.Find("section[aria-labelledby=choice-research] button").Click();

        page.WaitForAssertion(() => Assert.Equal("You do not take part", Chip(page, study)));
    }

    [Fact]
    public async Task A_material_change_is_read_as_a_difference_before_somebody_chooses_again()
    {
        var study = await PublishedAsync();
        await DecideAsync(person, Given, purpose: study.Purpose);
        await PublishedAsync(TestPlans.Whole with { Until = new DateOnly(2029, 1, 31) }, StudyChange.Material, study.Id);

        var card = Draw().Find($"section[aria-labelledby=choice-{study.Purpose}]");

        Assert.Contains("In version 2 more than words changed, so we ask again.", card.QuerySelector(".banner")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Until when"], card.QuerySelectorAll("details[open] dt").Select(label => label.TextContent));
        Assert.Contains("29 February 2028", card.QuerySelector("del")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("31 January 2029", card.QuerySelector("ins")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Do not take part", "Take part"], card.QuerySelectorAll("button").Select(button => button.TextContent));
    }

    [Fact]
    public async Task A_study_that_was_retired_stands_in_the_history_where_one_click_still_takes_the_yes_back()
    {
        var study = await PublishedAsync();
        await DecideAsync(person, Given, purpose: study.Purpose);
        await RetireAsync(study);
        var page = Draw();
        Assert.Empty(page.FindAll($"section[aria-labelledby=choice-{study.Purpose}]"));

        page.Find("section[aria-labelledby=history] button[aria-label='Stop taking part: Night shifts']").Click();

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("section[aria-labelledby=history] button")));
        Assert.Equal("You no longer take part, from now on. A mail confirms it.", page.Find("section[aria-labelledby=history] [role=status]").TextContent);
        Assert.Equal(["Withdrawn", "Agreed"], page.FindAll("tbody td[data-l=Decision]").Select(cell => cell.TextContent.Trim()));
        Assert.Equal([Given, Withdrawn], (await RecordsAsync()).Select(record => record.Decision));
    }

    private IRenderedComponent<ConsentsPage> Draw() => stage.Draw<ConsentsPage>();

    private static string Chip(IRenderedComponent<ConsentsPage> page, Study study) => page.Find($"section[aria-labelledby=choice-{study.Purpose}] .chip").TextContent.Trim();
}
