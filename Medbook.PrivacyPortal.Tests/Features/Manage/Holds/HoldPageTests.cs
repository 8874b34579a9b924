using Bunit;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Features.Manage.Holds;
using Medbook.PrivacyPortal.Tests.Operations.Holds;
using Medbook.PrivacyPortal.Tests.Support;
using Medbook.PrivacyPortal.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Features.Manage.Holds;

public sealed class HoldPageTests() : HoldTests(Provider.Sqlite)
{
    private readonly Stage stage = new();

    public override async Task DisposeAsync()
    {
        await stage.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task One_record_of_a_person_is_held_once_everything_is_said()
    {
        var form = Form(Ada);
        await form.Find("form").SubmitAsync();
        form.WaitForAssertion(() => Assert.Equal("Choose why the law lets us keep it.", form.Find("#ground-error").TextContent));
        Assert.Equal("true", form.Find("#ground").GetAttribute("aria-invalid"));
        // What is chosen first is everything, and that names no kind.
        Assert.Empty(form.FindAll("#dataset"));

        await form.Find("input[value=Record]").ChangeAsync(nameof(HoldReach.Record));
        await form.Find("#ground").ChangeAsync(nameof(HoldGround.LegalObligation));
        await form.Find("#authority").ChangeAsync("Labour court");
        await form.Find("#reference").ChangeAsync("Case 12/345");
        await form.Find("form").SubmitAsync();
        form.WaitForAssertion(() => Assert.Equal("Choose what to hold.", form.Find("#dataset-error").TextContent));

        // A record without a key would be the whole kind: nothing is held.
        await form.Find("#dataset").ChangeAsync("clinic/visits");
        await form.Find("form").SubmitAsync();
        form.WaitForAssertion(() => Assert.Equal("Choose what to hold.", form.Find("#dataset-error").TextContent));
        Assert.Equal(0, await ReadAsync(db => db.LegalHolds.CountAsync()));

        await form.Find("#record").ChangeAsync(" 3 ");
        await form.Find("form").SubmitAsync();
        form.WaitForAssertion(() => Assert.Equal("This person has no record with this key there.", form.Find("#record-error").TextContent));

        await form.Find("#record").ChangeAsync(" 2 ");
        await form.Find("form").SubmitAsync();
        form.WaitForAssertion(() => Assert.EndsWith("?placed=true", stage.Navigation.Uri));
        var hold = await ReadAsync(db => db.LegalHolds.SingleAsync());
        Assert.Equal((new HoldTarget(Ada, "clinic", "visits", "2"), HoldGround.LegalObligation, new DateOnly(2026, 9, 2)), (hold.Target, hold.Ground, hold.ReviewOn));
    }

    [Fact]
    public async Task Without_a_person_a_kind_of_record_is_held_for_everybody()
    {
        var form = Form(null);
        Assert.Empty(form.FindAll("input[type=radio]"));
        Assert.Contains("the records of everybody", form.Find("#dataset-hint").TextContent, StringComparison.Ordinal);

        await form.Find("#dataset").ChangeAsync("clinic/logs");
        await form.Find("#ground").ChangeAsync(nameof(HoldGround.AuthorityOrder));
        await form.Find("#authority").ChangeAsync("Labour court");
        await form.Find("#reference").ChangeAsync("Case 12/345");
        await form.Find("#review-day").ChangeAsync("2026-03-02");
        await form.Find("form").SubmitAsync();
        form.WaitForAssertion(() => Assert.Contains("Choose a day after today", form.Find("#review-day-error").TextContent, StringComparison.Ordinal));

        await form.Find("#review-day").ChangeAsync("2026-04-01");
        await form.Find("form").SubmitAsync();
        form.WaitForAssertion(() => Assert.EndsWith("?placed=true", stage.Navigation.Uri));
        Assert.Equal(new HoldTarget(null, "clinic", "logs"), (await ReadAsync(db => db.LegalHolds.SingleAsync())).Target);
    }

    [Fact]
    public async Task An_officer_keeps_a_hold_on_with_a_reason_and_sees_that_they_did()
    {
        var page = await OpenAsync(Officer, new HoldTarget(Ada, "clinic", "visits"));
        Assert.Equal("Legal hold: Your visits", page.Find("h1").TextContent);
        Assert.Contains("Labour court", page.Find("[aria-labelledby=facts]").TextContent, StringComparison.Ordinal);

        await Button(page, "Keep it on").ClickAsync(new());
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("Write why.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        await page.Find("#keep-words").InputAsync("The case runs.");
        await page.Find("#review-day").ChangeAsync("2026-12-01");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("The hold stays", page.Find("[role=status]").TextContent, StringComparison.Ordinal));
        Assert.Contains("You kept the hold on. Next review: 1 December 2026.", page.Find("ol.time").TextContent, StringComparison.Ordinal);
        Assert.Contains("The case runs.", page.Find("ol.time").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("form"));
    }

    [Fact]
    public async Task The_second_of_two_officers_is_told_and_keeps_what_was_written()
    {
        var page = await OpenAsync(Officer, new HoldTarget(Ada));
        await Button(page, "Keep it on").ClickAsync(new());
        await page.Find("#keep-words").InputAsync("The case runs.");
        var id = await ReadAsync(db => db.LegalHolds.Select(h => h.Id).SingleAsync());
        await ReleaseAsync(id);

        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("This hold was released already.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal($"manage/holds/{id}", page.Find("[role=alert] a").GetAttribute("href"));
        Assert.Equal("The case runs.", page.Find("#keep-words").GetAttribute("value"));
    }

    [Fact]
    public async Task A_release_needs_a_reason_before_anybody_is_asked_whether_they_are_sure()
    {
        var page = await OpenAsync(Officer, new HoldTarget(Ada));
        await Button(page, "Release it").ClickAsync(new());

        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("Write why.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        await Button(page, "Close").ClickAsync(new());
        Assert.Empty(page.FindAll("form"));
        Assert.True((await ReadAsync(db => db.LegalHolds.SingleAsync())).IsInForce);
    }

    [Fact]
    public async Task An_auditor_reads_and_finds_nothing_to_do()
    {
        var page = await OpenAsync(TestActors.Auditor(), new HoldTarget(Ada));

        Assert.Contains("Only officers decide about holds", page.Markup, StringComparison.Ordinal);
        Assert.Contains("A colleague placed the hold.", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("button, input, textarea"));
    }

    [Fact]
    public async Task An_officer_finds_nothing_to_do_about_a_hold_on_their_own_data()
    {
        var me = Actor.SignedIn(AdaActor.Id, Ada, [Role.Member, Role.Officer], confirmed: true, secondFactor: true, "session");
        var page = await OpenAsync(me, new HoldTarget(Ada));

        Assert.Contains("A colleague decides about this hold.", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("button, input, textarea"));
    }

    [Fact]
    public async Task The_list_says_what_is_held_whose_and_how_many_are_due()
    {
        var everything = await PlaceAsync(new HoldTarget(Ada));
        var record = await PlaceAsync(new HoldTarget(Ada, "clinic", "visits", "2"));
        await PlaceAsync(new HoldTarget(null, "clinic", "logs"));
        Clock.Advance(TimeSpan.FromDays(200));

        stage.SignIn(Officer, Get<IServiceProvider>());
        var page = stage.Draw<HoldsPage>();

        page.WaitForElement("tbody");
        Assert.Equal(
            [("Everything", $"Person {PersonCode.Of(Ada)}"), ("Log lines", "Everybody"), ("Your visits, record 2", $"Person {PersonCode.Of(Ada)}")],
            page.FindAll("tbody tr").Select(row => (row.QuerySelector("a")!.FirstChild!.TextContent, row.QuerySelectorAll("td")[3].TextContent.Trim())).Order());
        Assert.Equal("3", page.Find(".tabs .count").TextContent);
        Assert.Contains($"manage/holds/{record}", page.FindAll("tbody a").Select(link => link.GetAttribute("href")));
        Assert.Contains($"manage/holds/{everything}", page.FindAll("tbody a").Select(link => link.GetAttribute("href")));
        Assert.Single(page.FindAll("a[data-key=p]"));
    }

    [Fact]
    public void Without_a_hold_the_list_says_so_and_an_auditor_is_offered_none()
    {
        stage.SignIn(TestActors.Auditor(), Get<IServiceProvider>());
        var page = stage.Draw<HoldsPage>();

        page.WaitForAssertion(() => Assert.Contains("No hold is in force", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("a[data-key=p]"));
    }

    private IRenderedComponent<PlaceHoldForm> Form(SubjectKey? subject)
    {
        stage.SignIn(Officer, Get<IServiceProvider>());
        return stage.Draw<PlaceHoldForm>(p => p.Add(c => c.Subject, subject));
    }

    private async Task<IRenderedComponent<HoldPage>> OpenAsync(Actor who, HoldTarget target)
    {
        var id = await PlaceAsync(target);
        stage.SignIn(who, Get<IServiceProvider>());
        var page = stage.Draw<HoldPage>(p => p.Add(c => c.Id, id));
        page.WaitForElement("section.card");
        return page;
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<IComponent> page, string name) =>
        page.FindAll("button").Single(button => button.TextContent.StartsWith(name, StringComparison.Ordinal));
}
