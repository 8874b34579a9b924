using Medbook.PrivacyPortal.Tests.Infrastructure.Uploads;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>An officer looks whether a measure does what it should, and keeps what shows it; the auditor fetches that.</summary>
[Collection(BrowserCollection.Name)]
public sealed class MeasureJourneys(BrowserFixture browser)
{
    [Fact]
    public async Task A_review_is_saved_with_its_evidence_and_the_auditor_downloads_it()
    {
        var address = await ArrangedMeasure.At("/manage/measures/{0}")(browser);
        await browser.VisitAsync(async page =>
        {
            await page.GotoAsync(address);
            await browser.AssertIsReadyAsync(page);
            await page.GetByLabel("Files that show it").FocusAsync();
            foreach (var reached in new[] { "BUTTON", "SUMMARY", "A" })
            {
                await page.Keyboard.PressAsync("Tab");
                Assert.Equal($"{reached} solid", await page.EvaluateAsync<string>("() => `${document.activeElement.tagName} ${getComputedStyle(document.activeElement).outlineStyle}`"));
            }
            await page.GetByLabel("What you looked at, and what you saw").FillAsync("Two of three were restored.");
            await page.GetByLabel("Files that show it").SetInputFilesAsync(new FilePayload { Name = "page.html", MimeType = "text/html", Buffer = "<html></html>"u8.ToArray() });
            await Assertions.Expect(page.Locator("#evidence-error")).ToContainTextAsync("page.html: We take PDF");
            await page.GetByLabel("Files that show it").SetInputFilesAsync(new FilePayload { Name = "restore-log.pdf", MimeType = "application/pdf", Buffer = SampleFiles.Pdf() });
            await Assertions.Expect(page.GetByRole(AriaRole.List, new() { Name = "Files that go with it" })).ToContainTextAsync("restore-log.pdf");
            await page.GetByRole(AriaRole.Button, new() { Name = "Save the review" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choose what you found.");
            await Assertions.Expect(page.Locator("div:focus > .error-list")).ToBeVisibleAsync();
            await Accessibility.AssertNoViolationAsync(page, "a review lacks its finding");

            await page.GetByLabel("What you found").SelectOptionAsync("Improve");
            await page.GetByRole(AriaRole.Button, new() { Name = "Save the review" }).ClickAsync();
            var said = page.GetByRole(AriaRole.Status).Filter(new() { HasText = "The review was saved" });
            await Assertions.Expect(said).ToBeFocusedAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Reviews" })).ToContainTextAsync("Two of three were restored.");
        }, await browser.VisitOfAsync(Who.Officer));

        await browser.VisitAsync(async page =>
        {
            await page.GotoAsync(address);
            await browser.AssertIsReadyAsync(page);
            var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "restore-log.pdf" }).ClickAsync());
            Assert.Equal("restore-log.pdf", download.SuggestedFilename);
            Assert.Equal(SampleFiles.Pdf(), await File.ReadAllBytesAsync(await download.PathAsync()));
        }, await browser.VisitOfAsync(Who.Auditor));
    }
}
