using System.Text.RegularExpressions;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>The main job, from a stranger's first page to the officer's answer.</summary>
[Collection(BrowserCollection.Name)]
public sealed partial class JourneyTests(BrowserFixture browser)
{
    private const string Password = "a long enough password";

    [Fact]
    public async Task A_person_registers_sees_their_data_takes_it_along_asks_and_is_answered()
    {
        // Somebody of the sample who has no account at the portal yet.
        var email = await browser.App.SomebodyWithRecordsAsync();
        await browser.VisitAsync(async person =>
        {
            await person.OpenAccountAsync(browser.App, email, Password);
            await SeesTheirDataAsync(person, email);
            await TakesItAlongAsync(person, email);
            var (page, number) = await AsksAsync(person);
            Assert.Contains(number, (await browser.App.MailToAsync(email, $"Request {number}")).Subject, StringComparison.Ordinal);

            await browser.VisitAsync(officer => RefusesAsync(officer, number), await browser.VisitOfAsync(Who.Officer));

            await person.GotoAsync(page);
            var answer = person.GetByRole(AriaRole.Region, new() { Name = "Our answer" });
            await Assertions.Expect(answer).ToContainTextAsync("The agreement runs until June.");
            await Assertions.Expect(answer).ToContainTextAsync("You can also go to court.");
            await Assertions.Expect(person.GetByRole(AriaRole.Main)).ToContainTextAsync("A privacy officer refused it, with reasons");
            var mail = await browser.App.MailToAsync(email, $"Request {number}", "The agreement runs until June.");
            Assert.Contains("You can complain to the", mail.TextBody!, StringComparison.Ordinal);
            Assert.Contains(browser.App.Address + page.TrimStart('/'), mail.TextBody!, StringComparison.Ordinal);
        });
    }

    private async Task SeesTheirDataAsync(IPage page, string email)
    {
        await page.GotoAsync("/my-data");
        if (page.Url.Contains("/account/confirm", StringComparison.Ordinal)) await page.ConfirmByMailAsync(browser.App, email);
        await page.ArrivesAsync("**/my-data");
        await browser.AssertIsReadyAsync(page);
        var account = page.Locator("#activity-account");
        await Assertions.Expect(account).ToContainTextAsync("Why we may");
        var addresses = account.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "E-mail addresses" });
        await addresses.ClickAsync();
        await Assertions.Expect(addresses).ToHaveAttributeAsync("aria-current", "true");
        await Assertions.Expect(account).ToContainTextAsync(email);
    }

    private async Task TakesItAlongAsync(IPage page, string email)
    {
        var copy = await DownloadedCopy.MakeAsync(browser, page, CopyKind.Portability);
        Assert.Equal((CopyKind.Portability, CopyStatus.Complete), (copy.Manifest.Kind, copy.Manifest.Status));
        Assert.NotEmpty(copy.Manifest.Files);
        Assert.Contains(email, copy.Rows, StringComparison.Ordinal);
        Assert.DoesNotContain("member@example.org", copy.Rows, StringComparison.Ordinal);
    }

    private static async Task<(string Page, string Number)> AsksAsync(IPage page)
    {
        await page.GotoAsync("/requests/new");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Delete my data" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What should go, and why?" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await page.GetByLabel("What else should we know?").FillAsync("Everything about my invoices.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Sent today, you get our answer by");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the request" }).ClickAsync();
        await page.ArrivesAsync("**/requests/*?sent=true");
        await Assertions.Expect(page.GetByText("Your request arrived")).ToBeVisibleAsync();
        var sent = await page.GetByText(NumberInText()).First.InnerTextAsync();
        return (new Uri(page.Url).AbsolutePath, NumberInText().Match(sent).Groups[1].Value);
    }

    private async Task RefusesAsync(IPage page, string number)
    {
        await page.GotoAsync("/manage/requests");
        await browser.AssertIsReadyAsync(page);
        await page.GetByLabel("Number or e-mail").FillAsync(number);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = number }).ClickAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "Decision: Delete my data" }).GetByText("Refuse").ClickAsync();
        await page.GetByLabel("Ground: Delete my data").SelectOptionAsync("StillNeeded");
        await page.GetByLabel("Why we refuse").FillAsync("The agreement runs until June.");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Letter as the person gets it" }))
            .ToContainTextAsync("The agreement runs until June.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Refuse and send" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Send the letter" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The letter is on its way")).ToBeVisibleAsync();
    }

    [GeneratedRegex(@"Request (\d{4}-\d+), sent on")]
    private static partial Regex NumberInText();
}
