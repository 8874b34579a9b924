using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>The team works through its queue, with the keyboard alone.</summary>
[Collection(BrowserCollection.Name)]
public sealed class TriageJourneys(BrowserFixture browser)
{
    [Fact]
    public async Task An_officer_walks_down_the_queue_opens_a_case_grants_it_and_the_person_gets_the_letter()
    {
        await SentRequest.At("")(browser);
        var id = (await SentRequest.At("")(browser)).Trim('/');
        var number = await NumberOfAsync(Guid.Parse(id));
        await browser.VisitAsync(async page =>
        {
            await page.GotoAsync("/manage/requests");
            await browser.AssertIsReadyAsync(page);
            var links = page.Locator("[data-walk]");
            foreach (var (key, at) in new[] { ("j", 0), ("j", 1), ("k", 0) })
            {
                await page.Keyboard.PressAsync(key);
                await Assertions.Expect(links.Nth(at)).ToBeFocusedAsync();
            }
            // Others may stand before it, on many pages: its number leads to it.
            await page.Keyboard.PressAsync("/");
            await Assertions.Expect(page.GetByLabel("Number or e-mail")).ToBeFocusedAsync();
            await page.Keyboard.TypeAsync(number);
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(links).ToHaveTextAsync([number]);
            await links.FocusAsync();
            await page.Keyboard.PressAsync("Enter");

            await page.ArrivesAsync($"**/manage/requests/{id}");
            await page.GetByLabel("What we do").FillAsync("We stop using your tickets today.");
            await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Letter as the person gets it" }))
                .ToContainTextAsync("We grant your request. We stop the use you object to.We stop using your tickets today.");
            await page.GetByRole(AriaRole.Button, new() { Name = "Grant and send" }).ClickAsync();
            await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Send the letter" }).ClickAsync();
            await Assertions.Expect(page.GetByText("The letter is on its way")).ToBeVisibleAsync();
        }, await browser.VisitOfAsync(Who.Officer));

        await browser.VisitAsync(async page =>
        {
            await page.GotoAsync($"/requests/{id}");
            var answer = page.GetByRole(AriaRole.Region, new() { Name = "Our answer" });
            await Assertions.Expect(answer).ToContainTextAsync("We stop using your tickets today.");
        }, await browser.VisitOfAsync(Who.Member));

        var mail = await browser.App.MailToAsync("member@example.org", $"Request {number}", "We stop using your tickets today.");
        Assert.Contains($"/requests/{id}", mail.TextBody!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_rest_in_a_field_and_can_be_switched_off()
    {
        await SentRequest.At("")(browser);
        await browser.VisitAsync(async page =>
        {
            await page.GotoAsync("/manage/requests");
            await browser.AssertIsReadyAsync(page);
            await page.GetByLabel("Kind").FocusAsync();
            await page.Keyboard.PressAsync("j");
            await Assertions.Expect(page.GetByLabel("Kind")).ToBeFocusedAsync();

            await page.GetByLabel("Single-key shortcuts").UncheckAsync();
            await page.Keyboard.PressAsync("j");
            await Assertions.Expect(page.GetByLabel("Single-key shortcuts")).ToBeFocusedAsync();
        }, await browser.VisitOfAsync(Who.Officer));
    }

    private async Task<string> NumberOfAsync(Guid request)
    {
        await using var scope = browser.App.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<PortalDb>().Requests.SingleAsync(r => r.Id == request)).Number!;
    }
}
