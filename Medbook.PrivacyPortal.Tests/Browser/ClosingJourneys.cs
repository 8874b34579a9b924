using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>A person closes their account, and thinks again.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ClosingJourneys(BrowserFixture browser)
{
    [Fact]
    public Task A_person_sees_what_goes_asks_to_close_and_keeps_the_account_by_the_link() => browser.VisitAsync(async page =>
    {
        const string Email = "leaves@example.org";
        await page.OpenAccountAsync(browser.App, Email, "a long enough password");
        await page.GotoAsync("/account");
        await page.GetByRole(AriaRole.Link, new() { Name = "See what goes" }).ClickAsync();
        var goes = page.GetByRole(AriaRole.Region, new() { Name = "What goes", Exact = true });
        await Assertions.Expect(goes.GetByRole(AriaRole.Row).Filter(new() { HasText = "Your sign-in on this portal" })).ToContainTextAsync("the account closes");
        await page.GetByRole(AriaRole.Button, new() { Name = "Close my account" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Your account closes from" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Close my account" })).ToHaveCountAsync(0);
        await Accessibility.AssertNoViolationAsync(page, "an account is about to close");
        var mail = await browser.App.MailToAsync(Email, words: "Nothing happens before");
        var link = mail.TextBody!.Split().Single(word => word.Contains("/account/keep?link=", StringComparison.Ordinal));
        await browser.VisitAsync(async elsewhere =>
        {
            await elsewhere.GotoAsync(link);
            await elsewhere.GetByRole(AriaRole.Button, new() { Name = "Keep my account" }).ClickAsync();
            await Assertions.Expect(elsewhere.GetByRole(AriaRole.Heading, new() { Name = "You keep your account" })).ToBeVisibleAsync();
        });

        await page.GotoAsync("/account/close");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Close my account" })).ToBeVisibleAsync();
    });
}
