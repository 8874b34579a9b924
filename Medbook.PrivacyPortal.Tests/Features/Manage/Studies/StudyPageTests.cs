using Bunit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Features.Manage.Studies;
using Medbook.PrivacyPortal.Operations.Research.Studies;
using Medbook.PrivacyPortal.Tests.Domain.Research;
using Medbook.PrivacyPortal.Tests.Operations.Research.Studies;
using Medbook.PrivacyPortal.Tests.Support;
using Medbook.PrivacyPortal.Ui;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Features.Manage.Studies;

public sealed class StudyPageTests() : StudyTests(Provider.Sqlite)
{
    private readonly Stage stage = new();

    public override async Task DisposeAsync()
    {
        await stage.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task What_is_written_is_saved_after_a_pause_and_the_page_says_what_is_still_missing()
    {
        var page = Open(await SavedAsync(TestPlans.Whole with { Partner = "", Fields = [] }));
        Assert.Equal(
            ["Name the research partner.", "Choose at least one field."], page.FindAll("section[aria-labelledby=publish] li a").Select(link => link.TextContent));
        Assert.EndsWith("#partner", page.Find("section[aria-labelledby=publish] li a").GetAttribute("href"), StringComparison.Ordinal);

        page.Find("#partner").Input("Institute of Shift Work");
        page.Find("#field-clinic-members-born").Change(true);
        Clock.Advance(Keeper<StudyPlan>.Pause);

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("section[aria-labelledby=publish] li a")));
        var saved = await ReadAsync(db => db.Studies.SingleAsync());
        Assert.Equal("Institute of Shift Work", saved.Plan.Partner);
        // It begins as coarse as the map asks, and counts among those that tell people apart.
        Assert.Equal([new StudyField("clinic", "members", "born", new FieldRule(FieldRuleKind.Month), IsQuasiIdentifier: true)], saved.Plan.Fields);
        Assert.Contains("Draft saved", page.Find("form [role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_difference_is_marked_and_said_and_what_asks_for_more_cannot_be_called_a_rewording()
    {
        var study = await PublishedAsync();
        var page = Open(study.Id);
        Assert.Contains("What is written is in force, as version 1.", page.Markup, StringComparison.Ordinal);

        page.Find("#until").Change("2029-01-31");
        Assert.Empty(page.FindAll("section[aria-labelledby=publish] button"));
        Clock.Advance(Keeper<StudyPlan>.Pause);

        page.WaitForAssertion(() => Assert.Equal("removed: 29 February 2028 end of change ", page.Find("section[aria-labelledby=publish] del").TextContent));
        Assert.Contains("added:", page.Find("section[aria-labelledby=publish] ins").TextContent, StringComparison.Ordinal);
        Assert.True(page.Find("input[value=Rewording]").HasAttribute("disabled"));
        Assert.Contains("Not possible", page.Find("li:has(input[value=Rewording]) .hint").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("input[type=radio][checked]"));
        Assert.True(Publish(page).HasAttribute("disabled"));

        page.Find("input[value=Material]").Change("Material");
        Publish(page).Click();

        page.WaitForAssertion(() => Assert.Contains("Everybody is asked again.", page.Find(".banner.success").TextContent, StringComparison.Ordinal));
        Assert.Equal([StudyChange.First, StudyChange.Material], await ReadAsync(db => db.StudyVersions.OrderBy(v => v.Version).Select(v => v.Change).ToListAsync()));
        Assert.Contains("Version 2.", page.Find("section[aria-labelledby=versions] li").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_version_needs_one_click_and_is_read_before()
    {
        var page = Open(await SavedAsync(TestPlans.Whole));
        Assert.Contains("Your account: Date of birth (in spans of 5 years), Role.", page.Find("section[aria-labelledby=publish] details").TextContent, StringComparison.Ordinal);

        Publish(page).Click();

        page.WaitForAssertion(() => Assert.Contains("The study is in force", page.Find(".banner.success").TextContent, StringComparison.Ordinal));
        Assert.Equal("Open, version 1", page.Find(".chip").TextContent);
    }

    [Fact]
    public async Task What_a_colleague_wrote_meanwhile_is_not_overwritten_and_what_was_typed_is_still_there()
    {
        var id = await SavedAsync(TestPlans.Whole);
        var page = Open(id);
        await Get<SaveStudy>().RunAsync(Officer, id, TestPlans.Whole with { Partner = "A colleague's partner" }, (await ViewAsync(id)).Seen.Revision, None);

        page.Find("#partner").Input("Mine");
        Clock.Advance(Keeper<StudyPlan>.Pause);

        page.WaitForAssertion(() => Assert.Contains("Somebody changed this in the meantime.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("Mine", page.Find("#partner").GetAttribute("value"));
        Assert.Equal("A colleague's partner", (await ViewAsync(id)).Study.Plan.Partner);
        Assert.NotNull(page.Find($"[role=alert] a[href='manage/studies/{id}']"));
    }

    [Fact]
    public async Task A_field_that_the_map_no_longer_opens_is_told_and_taken_out()
    {
        var page = Open(await SavedAsync(TestPlans.Whole with { Fields = [TestPlans.Born, TestPlans.Role with { Field = "email" }] }));

        page.Find("button[aria-label='Take it out: email']").Click();
        Clock.Advance(Keeper<StudyPlan>.Pause);

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("section[aria-labelledby=publish] li a")));
        Assert.Equal([TestPlans.Born], (await ReadAsync(db => db.Studies.SingleAsync())).Plan.Fields);
    }

    [Fact]
    public async Task An_auditor_reads_and_is_offered_nothing()
    {
        var study = await PublishedAsync();

        var page = Open(study.Id, TestActors.Auditor());

        Assert.Contains("Institute of Shift Work", page.Find("section[aria-labelledby=summary]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("form, button, input"));
    }

    [Fact]
    public async Task The_list_says_where_a_study_stands_and_a_new_one_is_begun_once()
    {
        await PublishedAsync();
        SignIn(Officer);
        var page = stage.Draw<StudiesPage>();
        Assert.Equal(["Night shifts", "Open, version 1", "Institute of Shift Work", "1 Mar 2026 – 29 Feb 2028", "0"], page.FindAll("tbody td").Select(cell => cell.TextContent.Trim()));

        page.Find("button[data-key=b]").Click();
        page.Find("button[data-key=b]").Click();

        var draft = await ReadAsync(db => db.Studies.SingleAsync(s => s.State == StudyState.Draft));
        Assert.EndsWith($"manage/studies/{draft.Id}", stage.Navigation.Uri, StringComparison.Ordinal);
    }

    private async Task<Guid> SavedAsync(StudyPlan plan)
    {
        var id = Guid.CreateVersion7(Now);
        Assert.Null((await Get<SaveStudy>().RunAsync(Officer, id, plan, null, None)).Problem);
        return id;
    }

    private IRenderedComponent<StudyPage> Open(Guid id, Actor? who = null)
    {
        SignIn(who ?? Officer);
        return stage.Draw<StudyPage>(parameters => parameters.Add(page => page.Id, id));
    }

    private void SignIn(Actor who) => stage.SignIn(who, Get<IServiceProvider>(), (services, _) => services.AddSingleton(OpenedMap("sqlite")));

    private static AngleSharp.Dom.IElement Publish(IRenderedComponent<StudyPage> page) => page.Find("section[aria-labelledby=publish] button.primary");
}
