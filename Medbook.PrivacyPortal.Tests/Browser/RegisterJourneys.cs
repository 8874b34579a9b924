using Medbook.PrivacyPortal.Operations.Accounts;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>From a word in the register to the page everybody reads. On a portal of its own: the register is everybody's.</summary>
[Collection(BrowserCollection.Name)]
public sealed class RegisterJourneys(BrowserFixture browser)
{
    [Fact]
    public async Task An_activity_is_written_put_in_force_and_read_on_the_policy_page()
    {
        await using var app = await PortalApp.StartAsync();
        await using var context = await browser.Browser.NewContextAsync(new() { BaseURL = app.Address.ToString(), Locale = "en-GB", TimezoneId = "Europe/Brussels" });
        var page = await context.NewPageAsync();
        await page.SignInAsync("officer@example.org", DemoAccounts.Password, "/manage/register");
        await page.TypeAppCodeAsync(DemoAccounts.AppKey);
        await page.ArrivesAsync("**/manage/register");
        await browser.AssertIsReadyAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Helpdesk", Exact = true }).ClickAsync();
        await page.ArrivesAsync("**/manage/register/activities/helpdesk");

        var why = page.GetByLabel("Why, in English");
        await why.FillAsync("To solve your riddle.");
        await why.BlurAsync();
        await Assertions.Expect(page.GetByText("Draft saved")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Register" }).First.ClickAsync();
        await Assertions.Expect(page.Locator(".changes ins")).ToContainTextAsync("riddle");
        await page.GetByRole(AriaRole.Button, new() { Name = "Put version 2 in force" }).PressAsync("Enter");
        await Assertions.Expect(page.Locator(".faults:has([role=alert])")).ToBeFocusedAsync();
        await page.GetByLabel("Why does it change?").FillAsync("A clearer word.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Put version 2 in force" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Version 2 is put in force.")).ToBeAttachedAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Versions" })).ToBeFocusedAsync();
        await Accessibility.AssertNoViolationAsync(page, "a second version is in force");

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "CSV" }).ClickAsync());
        Assert.Equal("register-2.csv", download.SuggestedFilename);
        Assert.Contains("To solve your riddle.", await File.ReadAllTextAsync(await download.PathAsync()), StringComparison.Ordinal);
        await page.GotoAsync("/policy");
        await Assertions.Expect(page.GetByText("To solve your riddle.").First).ToBeVisibleAsync();
    }
}
