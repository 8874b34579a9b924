using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>An officer records a data breach, assesses it and writes down who was told; the auditor only reads.</summary>
[Collection(BrowserCollection.Name)]
public sealed class BreachJourneys(BrowserFixture browser)
{
    [Fact]
    public async Task A_breach_is_recorded_assessed_and_told()
    {
        var address = "";
        await browser.VisitAsync(async page =>
        {
            await page.GotoAsync("/manage/breaches");
            await browser.AssertIsReadyAsync(page);
            await page.GetByRole(AriaRole.Link, new() { Name = "Record a breach" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Record a data breach");
            await page.GetByRole(AriaRole.Button, new() { Name = "Record the breach" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Write what happened.");
            await Accessibility.AssertNoViolationAsync(page, "something is missing");
            await page.GetByLabel("What happened").FillAsync("A list of addresses was sent to the wrong firm.");
            await page.GetByLabel("Kinds of people").FillAsync("doctors");
            await page.GetByRole(AriaRole.Button, new() { Name = "Record the breach" }).ClickAsync();

            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Data breach noticed");
            address = new Uri(page.Url).AbsolutePath;
            await Assertions.Expect(page.GetByText("71 hours left")).ToBeVisibleAsync();
            await page.GetByLabel("Which risk there is").SelectOptionAsync("Risk");
            await page.GetByLabel("Reasons").FillAsync("Addresses only, and the firm deleted them.");
            await page.GetByRole(AriaRole.Button, new() { Name = "Save the assessment" }).ClickAsync();
            await Assertions.Expect(page.GetByText("The assessment was saved")).ToBeVisibleAsync();

            await page.Locator("summary").Filter(new() { HasText = "The authority was told" }).ClickAsync();
            await page.GetByLabel("How", new() { Exact = true }).First.FillAsync("Form 12/345.");
            await Accessibility.AssertNoViolationAsync(page, "the notice is written down");
            await page.GetByRole(AriaRole.Button, new() { Name = "Write it down" }).First.ClickAsync();
            await Assertions.Expect(page.GetByText("Told in time")).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Form 12/345.");
        }, await browser.VisitOfAsync(Who.Officer));

        await browser.VisitAsync(async page =>
        {
            await page.GotoAsync(address);
            await browser.AssertIsReadyAsync(page);
            await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Addresses only, and the firm deleted them.");
            await Assertions.Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        }, await browser.VisitOfAsync(Who.Auditor));
    }
}
