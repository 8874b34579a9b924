using Bunit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Features.Manage.Subjects;
using Medbook.PrivacyPortal.Operations.Links;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Tests.Support;
using Medbook.PrivacyPortal.Ui;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Features.Manage.Subjects;

public sealed class SubjectPageTests() : ClinicTests(Provider.Sqlite)
{
    private readonly Stage stage = new();
    private Actor ada = null!, cleo = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        (ada, cleo) = (await AddPersonAsync("ada@example.org"), await AddPersonAsync("cleo@example.org"));
        await RunInClinicAsync("INSERT INTO members VALUES (3, 'cleo@example.org', 'Cleo', '', 1), (4, 'cleo@example.org', 'Cleo the younger', '', 1)");
        Assert.True((await Get<LinkSubject>().RunAsync(ada, ada.Subject!.Value, None)).IsOk);
        Assert.True((await Get<LinkSubject>().RunAsync(cleo, cleo.Subject!.Value, None)).IsOk);
    }

    public override async Task DisposeAsync()
    {
        await stage.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task An_officer_sees_whom_the_source_knows_and_chooses_with_a_reason()
    {
        var page = Open(TestActors.Officer(), cleo);
        Assert.Equal("Several people", page.Find("section.card .chip").TextContent.Trim());

        await page.Find("section.card button").ClickAsync(new());
        Assert.Equal("cleo@example.org", page.Find("#clinic-text").GetAttribute("value"));
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal(["members:3", "members:4"], page.FindAll("input[type=radio]").Select(radio => radio.GetAttribute("value"))));
        Assert.Empty(page.FindAll("input[type=radio][checked]"));
        Assert.Contains("Cleo the younger", page.Find("#clinic-facts-1").TextContent, StringComparison.Ordinal);

        await page.Find("button.primary").ClickAsync(new());
        Assert.Contains("Choose who it is.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        await page.FindAll("input[type=radio]")[1].ChangeAsync("members:4");
        await page.Find("button.primary").ClickAsync(new());
        Assert.Contains("Write why.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_is_linked_elsewhere_cannot_be_chosen_and_says_to_whom()
    {
        var page = Open(TestActors.Officer(), cleo);
        await page.Find("section.card button").ClickAsync(new());
        await page.Find("#clinic-text").InputAsync("members:1");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.True(page.Find("input[type=radio]").HasAttribute("disabled")));
        Assert.Equal($"manage/subjects/{ada.Subject!.Value.Value}", page.Find("#clinic-facts-0 a").GetAttribute("href"));
    }

    [Fact]
    public async Task Nobody_found_and_a_source_that_cannot_be_asked_are_told()
    {
        var page = Open(TestActors.Officer(), cleo);
        await page.Find("section.card button").ClickAsync(new());
        await page.Find("#clinic-text").InputAsync("zoe@example.org");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("Nobody found in clinic.", page.Find("section.card [role=status]").TextContent, StringComparison.Ordinal));

        await RunInClinicAsync("ALTER TABLE members RENAME TO elsewhere");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("We cannot read clinic now.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("Nobody found", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_linked_person_shows_the_key_and_what_officers_did()
    {
        var seen = new SeenLink(ada.Subject!.Value, "clinic", await RevisionAsync(ada));
        Assert.True((await Get<UnlinkPerson>().RunAsync(TestActors.Officer(), seen, "A namesake.", None)).IsOk);
        Clock.Advance(TimeSpan.FromMinutes(1));
        seen = seen with { Revision = await RevisionAsync(ada) };
        Assert.True((await Get<LinkPerson>().RunAsync(TestActors.Administrator(), seen, "members:2", "Her own card.", None)).IsOk);

        var page = Open(TestActors.Officer(), ada);

        Assert.Contains("members:2", page.Find("section.card dl").TextContent, StringComparison.Ordinal);
        var changes = page.FindAll("ol.time > li").Select(item => item.TextContent).ToList();
        Assert.Contains("A colleague linked members:2 of clinic", changes[0], StringComparison.Ordinal);
        Assert.Contains("You unlinked members:1 of clinic", changes[1], StringComparison.Ordinal);
        Assert.Contains("A namesake.", changes[1], StringComparison.Ordinal);

        await page.Find("section.card button").ClickAsync(new());
        await page.Find("button.primary").ClickAsync(new());
        Assert.Contains("Write why.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        await page.FindAll("button").Single(button => button.TextContent == "Close").ClickAsync(new());
        Assert.Empty(page.FindAll("textarea"));
    }

    [Fact]
    public void An_auditor_reads_and_finds_nothing_to_do()
    {
        var page = Open(TestActors.Auditor(), cleo);

        Assert.Contains("Only officers and administrators link people", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("button, input, textarea"));
    }

    [Fact]
    public void An_officer_finds_nothing_to_do_about_themselves()
    {
        var own = Actor.SignedIn(cleo.Id, cleo.Subject!.Value, [Role.Member, Role.Officer], confirmed: true, secondFactor: true, "session");
        var page = Open(own, cleo);

        Assert.Contains("A colleague decides about your links.", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("button, input, textarea"));
    }

    [Fact]
    public async Task A_search_shows_who_was_found_nobody_or_what_is_missing()
    {
        stage.SignIn(TestActors.Officer(), Get<IServiceProvider>());
        var page = stage.Draw<SubjectsPage>();
        // What waits is there without a search, and names nobody.
        Assert.Contains(PersonCode.Of(cleo.Subject!.Value), page.Find("[aria-labelledby=waiting] tbody").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("cleo@example.org", page.Markup, StringComparison.Ordinal);

        await page.Find("#text").InputAsync("cl");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("Type at least 3 characters.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));

        await page.Find("#text").InputAsync("cleo@");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal(
            $"manage/subjects/{cleo.Subject!.Value.Value}", page.Find("[aria-labelledby=found] tbody a").GetAttribute("href")));
        Assert.Empty(page.FindAll("[role=alert]"));

        await page.Find("#text").InputAsync("zoe@");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("Nobody found", page.Find("[role=status]").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("[aria-labelledby=found]"));

        await page.Find("#where").ChangeAsync("clinic");
        Assert.Contains("Key in this source", page.Find("label[for=text]").TextContent, StringComparison.Ordinal);
        await page.Find("#text").InputAsync("1");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("ada@example.org", page.Find("[aria-labelledby=found] tbody").TextContent, StringComparison.Ordinal));
    }

    private IRenderedComponent<SubjectPage> Open(Actor who, Actor person)
    {
        stage.SignIn(who, Get<IServiceProvider>());
        var page = stage.Draw<SubjectPage>(p => p.Add(c => c.Key, person.Subject!.Value.Value));
        page.WaitForElement("section.card");
        return page;
    }

    private Task<Guid> RevisionAsync(Actor who) => ReadAsync(db => db.SubjectLinks.Where(l => l.Subject == who.Subject).Select(l => l.Revision).SingleAsync());
}
