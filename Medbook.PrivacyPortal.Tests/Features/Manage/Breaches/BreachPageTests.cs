using Bunit;
using Medbook.PrivacyPortal.Domain.Breaches;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Features.Manage.Breaches;
using Medbook.PrivacyPortal.Operations.Breaches;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Features.Manage.Breaches;

/// <summary>A breach noticed on 2 March 2026 at 10:00 in Brussels.</summary>
public sealed class BreachPageTests : PageContext
{
    private readonly Guid id = Guid.CreateVersion7();

    [Theory]
    [InlineData(0, "info", "72 hours left")]
    [InlineData(48, "info", "24 hours left")]
    [InlineData(49, "warning", "23 hours left")]
    [InlineData(71, "warning", "1 hour left")]
    [InlineData(72, "warning", "Less than an hour left")]
    [InlineData(73, "danger", "The 72 hours are over")]
    public async Task The_clock_says_how_much_of_the_72_hours_is_left(int hours, string tone, string words)
    {
        await RecordAsync();
        SignIn(Officer);
        Clock.Advance(TimeSpan.FromHours(hours));

        var chip = Draw<ClockChip>(parameters => parameters.Add(p => p.Breach, Breach())).Find(".chip");

        Assert.Equal(($"chip {tone}", words), (chip.ClassName, chip.TextContent.Trim()));
    }

    [Theory]
    [InlineData(1, "Told in time")]
    [InlineData(73, "Told late")]
    public async Task Once_the_authority_was_told_the_clock_says_whether_it_was_in_time(int hours, string words)
    {
        await RecordAsync();
        SignIn(Officer);
        var breach = Breach();
        Assert.True(breach.Assess(BreachRisk.Risk, "Addresses only.", Officer, Now).IsOk);
        Assert.True(breach.Tell(BreachAudience.Authority, Now.AddHours(hours), "Form 12.", "Nobody was there.", Officer, Now.AddHours(hours)).IsOk);

        var chip = Draw<ClockChip>(parameters => parameters.Add(p => p.Breach, breach)).Find(".chip");

        Assert.Equal(("chip success", words), (chip.ClassName, chip.TextContent.Trim()));
    }

    [Fact]
    public async Task An_assessment_says_at_its_field_what_is_missing()
    {
        var page = await OpenAsync();
        await page.Find("#risk-reasons").ChangeAsync("Addresses only.");
        await Form(page, "risk").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("Choose which risk there is.", page.Find("#risk-choice-error").TextContent));
        Assert.Equal(("true", "risk-choice"), (page.Find("#risk-choice").GetAttribute("aria-invalid"), page.Find("[aria-labelledby=risk] .error-list a").GetAttribute("data-focus")));
        Assert.Equal("Addresses only.", page.Find("#risk-reasons").GetAttribute("value"));

        await page.Find("#risk-choice").ChangeAsync(nameof(BreachRisk.Risk));
        await page.Find("#risk-reasons").ChangeAsync(" ");
        await Form(page, "risk").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("Write the reasons. They stay in the record.", page.Find("#risk-reasons-error").TextContent));
        Assert.Empty(page.FindAll("#risk-choice-error"));
    }

    [Theory]
    [InlineData(null, "Assess the risk first", false, false)]
    [InlineData(BreachRisk.Unlikely, "No notice is needed.", true, true)]
    [InlineData(BreachRisk.Risk, "has to be told within 72 hours", true, false)]
    [InlineData(BreachRisk.High, "has to be told within 72 hours", true, false)]
    public async Task What_can_be_done_about_the_authority_follows_from_the_risk(BreachRisk? risk, string words, bool tells, bool waives)
    {
        var page = await OpenAsync(risk);
        var card = page.Find("[aria-labelledby=notice-Authority]");

        Assert.Contains(words, card.TextContent, StringComparison.Ordinal);
        Assert.Equal((tells, waives), (card.QuerySelector("#Authority-how") is not null, card.QuerySelector("#Authority-waive") is not null));
        Assert.Equal(3, card.QuerySelectorAll("textarea[id^=draft-Authority]").Length);
    }

    [Fact]
    public async Task What_was_told_says_at_its_field_what_is_missing_and_needs_reasons_only_when_late()
    {
        var page = await OpenAsync(BreachRisk.Risk);
        Clock.Advance(TimeSpan.FromHours(80));
        Assert.Empty(page.FindAll("#late"));
        await Form(page, "notice-Authority", 3).SubmitAsync();
        page.WaitForAssertion(() => Assert.StartsWith("Write how they were told", page.Find("#Authority-how-error").TextContent, StringComparison.Ordinal));

        await page.Find("#Authority-how").ChangeAsync("Form 12.");
        await page.Find("#Authority-at").ChangeAsync("2026-03-02T09:00:00");
        await Form(page, "notice-Authority", 3).SubmitAsync();
        page.WaitForAssertion(() => Assert.StartsWith("Choose a day and time after the breach was noticed", page.Find("#Authority-at-error").TextContent, StringComparison.Ordinal));

        await page.Find("#Authority-at").ChangeAsync("2026-03-05T11:00:00");
        Assert.Contains("It came after 72 hours", page.Find("#late-hint").TextContent, StringComparison.Ordinal);
        await Form(page, "notice-Authority", 3).SubmitAsync();
        page.WaitForAssertion(() => Assert.StartsWith("The 72 hours were over.", page.Find("#late-error").TextContent, StringComparison.Ordinal));
        Assert.Equal("Form 12.", page.Find("#Authority-how").GetAttribute("value"));

        await page.Find("#late").ChangeAsync("Nobody was there.");
        await Form(page, "notice-Authority", 3).SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("Told late", page.Find(".chip").TextContent.Trim()));
        Assert.Contains("Nobody was there.", page.Find("[aria-labelledby=notice-Authority]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("#Authority-how"));
    }

    [Fact]
    public async Task To_tell_nobody_needs_reasons_and_they_stand_in_the_record()
    {
        var page = await OpenAsync(BreachRisk.Unlikely);
        await Form(page, "notice-Authority", 4).SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("Write the reasons. They stay in the record.", page.Find("#Authority-waive-error").TextContent));
        Assert.Equal("Authority-waive-hint Authority-waive-error", page.Find("#Authority-waive").GetAttribute("aria-describedby"));

        await page.Find("#Authority-waive").ChangeAsync("The disk was encrypted.");
        await Form(page, "notice-Authority", 4).SubmitAsync();

        page.WaitForAssertion(() => Assert.Equal("No notice, with reasons", page.Find(".chip").TextContent.Trim()));
        Assert.Contains("The disk was encrypted.", page.Find("[aria-labelledby=notice-Authority]").TextContent, StringComparison.Ordinal);
        Assert.Contains("No notice to the authority", page.Find("[aria-labelledby=history]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_elsewhere_stays_when_one_form_is_saved()
    {
        var page = await OpenAsync(BreachRisk.High);
        await page.Find("#People-how").ChangeAsync("A letter to everybody.");
        await page.Find("#draft-People-en-GB").ChangeAsync("Our own words.");
        await page.Find("#risk-choice").ChangeAsync(nameof(BreachRisk.Risk));
        await page.Find("#risk-reasons").ChangeAsync("The disk came back.");
        await Form(page, "risk").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("The assessment was saved", page.Find(".banner.success").TextContent, StringComparison.Ordinal));
        Assert.Equal(("A letter to everybody.", "Our own words.", ""),
            (page.Find("#People-how").GetAttribute("value"), page.Find("#draft-People-en-GB").GetAttribute("value"), page.Find("#risk-reasons").GetAttribute("value") ?? ""));
    }

    [Fact]
    public async Task What_becomes_known_changes_the_texts_that_nobody_wrote()
    {
        var page = await OpenAsync(BreachRisk.Risk);
        await page.Find("[aria-labelledby=facts] button").ClickAsync(new());
        await page.Find("#people-count").ChangeAsync("-1");
        await Form(page, "facts").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("Write a number of 0 or more, or leave it empty.", page.Find("#people-count-error").TextContent));

        await page.Find("#people-count").ChangeAsync("41");
        await page.Find("#consequences").ChangeAsync("Unwanted mails.");
        await Form(page, "facts").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("Unwanted mails.", page.Find("#draft-Authority-en-GB").GetAttribute("value"), StringComparison.Ordinal));
        Assert.Empty(page.FindAll("#people-count"));
        Assert.Contains("41", page.Find("[aria-labelledby=facts]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_breach_says_at_the_field_what_is_missing()
    {
        SignIn(Officer);
        var page = Draw<RecordBreachPage>();
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("Write what happened.", page.Find("#what-error").TextContent));

        await page.Find("#what").ChangeAsync("A laptop was stolen.");
        await page.Find("#noticed").ChangeAsync("2026-03-02T10:01:00");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("Choose a day and time that is not in the future.", page.Find("#noticed-error").TextContent));

        await page.Find("#noticed").ChangeAsync("2026-03-02T09:30:00");
        await page.Find("#record-count").ChangeAsync("-5");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.StartsWith("Write a number of 0 or more", page.Find("#record-count-error").TextContent, StringComparison.Ordinal));

        await page.Find("#record-count").ChangeAsync("5");
        await page.Find("form").SubmitAsync();
        var recorded = await ReadAsync(db => db.Breaches.SingleAsync());
        Assert.Equal(Now.AddMinutes(-30), recorded.NoticedAt);
        page.WaitForAssertion(() => Assert.EndsWith($"manage/breaches/{recorded.Id}", Navigation.Uri, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_auditor_reads_the_texts_and_writes_nothing()
    {
        var page = await OpenAsync(BreachRisk.Risk, TestActors.Auditor());

        Assert.Contains("You read this record.", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("form, button, textarea"));
        Assert.Equal(6, page.FindAll("details").Count);
    }

    private async Task RecordAsync() =>
        Assert.True((await Get<RecordBreach>().RunAsync(Officer, id, new BreachFacts("A laptop was stolen.", "doctors", 40), Now, None)).IsOk);

    private Breach Breach() => PrivacyPortal.Domain.Breaches.Breach.Record(id, new BreachFacts("A laptop was stolen."), new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), Officer, Now).Value!;

    private async Task<IRenderedComponent<BreachPage>> OpenAsync(BreachRisk? risk = null, Actor? who = null)
    {
        await RecordAsync();
        if (risk is not null) Assert.True((await Get<AssessBreach>().RunAsync(Officer, (await Get<ReadBreach>().RunAsync(Officer, id, None)).Value!.Seen, risk, "Seen.", None)).IsOk);
        SignIn(who ?? Officer);
        var page = Draw<BreachPage>(parameters => parameters.Add(p => p.Id, id));
        page.WaitForElement("h1");
        return page;
    }

    // Of a notice the forms are three texts, then that it was told, then that it is not.
    private static AngleSharp.Dom.IElement Form(IRenderedComponent<BreachPage> page, string section, int which = 0) =>
        page.FindAll($"[aria-labelledby={section}] form")[which];
}
