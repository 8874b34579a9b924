using System.Text.RegularExpressions;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>An officer has what was kept long enough deleted, and takes the proof.</summary>
[Collection(BrowserCollection.Name)]
public sealed partial class RetentionJourneys(BrowserFixture browser)
{
    [Fact]
    public async Task An_officer_counts_what_is_due_and_reads_the_schedule_and_the_calendar()
    {
        await browser.VisitAsync(async page =>
        {
            await page.GotoAsync("/manage/retention");
            await browser.AssertIsReadyAsync(page);
            var schedule = page.GetByRole(AriaRole.Table, new() { Name = "Schedule" });
            await Assertions.Expect(schedule.GetByRole(AriaRole.Row).Filter(new() { HasText = "12 months" }).First).ToContainTextAsync("Nothing to decide.");
            await Assertions.Expect(schedule.GetByRole(AriaRole.Row).Filter(new() { HasText = "Criteria only" }).First).ToContainTextAsync("No period");
            // The portal counts by itself once a day, and may have by now.
            await page.GetByRole(AriaRole.Button, new() { NameRegex = CountIt() }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Table, new() { Name = "What goes, by kind of record" })).ToBeVisibleAsync();
            await Accessibility.AssertNoViolationAsync(page, "a sweep was counted");
            await page.GetByRole(AriaRole.Link, new() { Name = "Calendar" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "Together" })).ToBeVisibleAsync();
        }, await browser.VisitOfAsync(Who.Officer));
    }

    [GeneratedRegex("^Count (what is due|again)$")]
    private static partial Regex CountIt();
}
