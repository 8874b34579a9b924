using System.Text;
using Medbook.PrivacyPortal.Tests.Infrastructure.Uploads;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>A person in a case of their own, in the browser.</summary>
[Collection(BrowserCollection.Name)]
public sealed class CaseJourneys(BrowserFixture browser)
{
    [Fact]
    public async Task A_person_answers_a_question_takes_the_day_into_the_calendar_and_takes_the_request_back()
    {
        var address = await ArrangedCase.Asked(browser);
        await browser.VisitAsync(async page =>
        {
            await page.GotoAsync(address);
            await browser.AssertIsReadyAsync(page);
            var messages = page.GetByRole(AriaRole.Region, new() { Name = "Messages" });
            await Assertions.Expect(messages).ToContainTextAsync("May we close ticket 1182?");
            await page.GetByLabel("Your answer").FillAsync("Yes, close it.");
            await page.GetByLabel("Files to send along").SetInputFilesAsync(new FilePayload { Name = "ticket.txt", MimeType = "text/plain", Buffer = SampleFiles.Text() });
            await Assertions.Expect(page.GetByRole(AriaRole.List, new() { Name = "Files that go with it" })).ToContainTextAsync("ticket.txt");
            await page.GetByRole(AriaRole.Button, new() { Name = "Send the answer" }).ClickAsync();
            await Assertions.Expect(messages.Locator("li.msg").Last).ToContainTextAsync("Yes, close it.");
            await Assertions.Expect(page.GetByRole(AriaRole.List, new() { Name = "Files that go with it" })).ToHaveCountAsync(0);
            var sent = await page.RunAndWaitForDownloadAsync(() => messages.GetByRole(AriaRole.Link, new() { Name = "ticket.txt" }).ClickAsync());
            Assert.Equal(SampleFiles.Text(), await File.ReadAllBytesAsync(await sent.PathAsync()));
            await Assertions.Expect(page.GetByText("You wrote to us")).ToBeVisibleAsync();

            var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Add to calendar" }).ClickAsync());
            Assert.EndsWith(".ics", download.SuggestedFilename, StringComparison.Ordinal);
            var file = await File.ReadAllTextAsync(await download.PathAsync(), Encoding.UTF8);
            Assert.Contains("BEGIN:VEVENT", file, StringComparison.Ordinal);
            Assert.Contains($"UID:{address.Split('/')[^1]}@", file, StringComparison.Ordinal);
            Assert.DoesNotContain("Object to a use", file, StringComparison.Ordinal);

            await page.GetByRole(AriaRole.Button, new() { Name = "Take the request back" }).ClickAsync();
            var dialog = page.GetByRole(AriaRole.Dialog);
            await Assertions.Expect(dialog).ToContainTextAsync("It cannot be opened again.");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Take it back" }).ClickAsync();
            await Assertions.Expect(page.GetByText("You took this request back")).ToBeVisibleAsync();
        }, await browser.VisitOfAsync(Who.Member));

        await browser.VisitAsync(async stranger =>
        {
            Assert.Equal(302, (await stranger.APIRequest.GetAsync(address + "/deadline.ics", new() { MaxRedirects = 0 })).Status);
        });
        await browser.VisitAsync(async officer =>
        {
            Assert.Equal(404, (await officer.APIRequest.GetAsync(address + "/deadline.ics")).Status);
        }, await browser.VisitOfAsync(Who.Officer));
    }
}
