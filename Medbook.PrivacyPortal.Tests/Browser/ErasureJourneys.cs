using System.Text.Json;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>An officer has what was granted deleted, and the person gets the proof.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ErasureJourneys(BrowserFixture browser)
{
    [Fact]
    public async Task An_officer_sees_what_goes_approves_it_and_the_person_reads_what_went_and_takes_the_certificate()
    {
        // Somebody of the sample: the demo accounts are needed by others.
        var email = await browser.App.SomebodyWithRecordsAsync(which: 1);
        await browser.VisitAsync(async person =>
        {
            await person.OpenAccountAsync(browser.App, email, "a long enough password");
            var request = await ArrangedErasure.GrantedAsync(browser, email, RequestScope.Everything, plan: false);
            await browser.VisitAsync(officer => CarryOutAsync(officer, request), await browser.VisitOfAsync(Who.Officer));

            await person.GotoAsync($"/requests/{request}");
            var card = person.GetByRole(AriaRole.Region, new() { Name = "What was deleted" });
            await Assertions.Expect(card).ToContainTextAsync("A second pass found nothing left that had to go.");
            await Assertions.Expect(card.GetByRole(AriaRole.Row).Filter(new() { HasText = "Your account" })).ToContainTextAsync("1 record deleted.");
            var download = await person.RunAndWaitForDownloadAsync(() => card.GetByRole(AriaRole.Link, new() { Name = "Certificate", Exact = true }).ClickAsync());
            using var certificate = JsonDocument.Parse(await File.ReadAllTextAsync(await download.PathAsync()));
            Assert.Equal("medbook-erasure/1", certificate.RootElement.GetProperty("format").GetString());
            Assert.Contains("second time", (await browser.App.MailToAsync(email, words: "second time")).TextBody!, StringComparison.Ordinal);
        });
        Assert.False(await browser.App.IsInSampleAsync(email));
    }

    private async Task CarryOutAsync(IPage page, Guid request)
    {
        await page.GotoAsync("/manage/erasures");
        await browser.AssertIsReadyAsync(page);
        await page.Locator($"a[href$='{request}']").ClickAsync();
        await page.ArrivesAsync($"**/manage/requests/{request}");
        await page.GetByRole(AriaRole.Button, new() { Name = "See what goes" }).ClickAsync();
        var table = page.GetByRole(AriaRole.Table, new() { Name = "What becomes of the records" });
        await Assertions.Expect(table.GetByRole(AriaRole.Row).Filter(new() { HasText = "Your account" })).ToContainTextAsync("Goes now");
        await page.GetByRole(AriaRole.Button, new() { Name = "Approve and carry out" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        // The job looks every twenty seconds.
        await Assertions.Expect(page.GetByText("Done and checked")).ToBeVisibleAsync(new() { Timeout = 90_000 });
        await Accessibility.AssertNoViolationAsync(page, "an erasure is done");
    }
}
