using System.Globalization;
using System.Text.RegularExpressions;
using Medbook.PrivacyPortal.Operations.Accounts;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>The cookie statement of the policy page beside what a browser really keeps after a walk through the portal.</summary>
[Collection(BrowserCollection.Name)]
public sealed partial class CookieTests(BrowserFixture browser)
{
    [Fact]
    public async Task The_policy_page_names_each_cookie_that_is_set_and_how_long_it_lives()
    {
        var seen = new Dictionary<string, BrowserContextCookiesResult>();
        var page = await OpenAsync();
        await page.GotoAsync("/policy");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use the dark theme" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "FR Français" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Politique de confidentialité" })).ToBeVisibleAsync();
        await LookAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "EN English" }).ClickAsync();
        // There is no passkey here, and the portal keeps what it asked for.
        await page.GotoAsync("/account/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Waiting.UntilAsync(async () => (await page.Context.CookiesAsync()).Any(cookie => cookie.Name.Contains("TwoFactor", StringComparison.Ordinal)));
        await LookAsync();
        await page.SignInAsync("officer@example.org", DemoAccounts.Password);
        await page.TypeAppCodeAsync(DemoAccounts.AppKey);
        await page.ArrivesAsync("**/home");
        await browser.AssertIsReadyAsync(page);
        await LookAsync();
        await page.GotoAsync("/manage/holds");
        await browser.AssertIsReadyAsync(page);
        await page.Locator("[data-keys-switch]").ClickAsync();
        var stored = await page.EvaluateAsync<string[]>("() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]");
        await page.Context.CloseAsync();
        page = await OpenAsync();
        await page.ProveAddressAsync(browser.App, "cookies@example.org");
        await LookAsync();

        await page.GotoAsync("/policy");
        var rows = await page.Locator("#cookies tbody tr").AllInnerTextsAsync();
        var told = rows.Select(row => row.Split('\t', StringSplitOptions.TrimEntries)).ToDictionary(cells => cells[0], cells => cells[^1]);
        Assert.Equal(seen.Keys.Concat(stored).Order(StringComparer.Ordinal), told.Keys.Order(StringComparer.Ordinal));
        Assert.All(seen, cookie => Assert.True(IsTrue(told[cookie.Key], cookie.Value), $"{cookie.Key} lives until {cookie.Value.Expires}: {told[cookie.Key]}"));
        await page.Context.CloseAsync();

        async Task LookAsync()
        {
            foreach (var cookie in await page.Context.CookiesAsync()) seen[cookie.Name] = cookie;
        }
    }

    // A cookie without an end is gone with the browser, whatever the server thinks of its content by then.
    private static bool IsTrue(string told, BrowserContextCookiesResult cookie)
    {
        var left = DateTimeOffset.FromUnixTimeSeconds((long)cookie.Expires) - TimeProvider.System.GetUtcNow();
        if (told.StartsWith("Until you close the browser", StringComparison.Ordinal)) return cookie.Expires < 0;
        if (told == "12 months") return left > TimeSpan.FromDays(364) && left <= TimeSpan.FromDays(366);
        var most = TimeSpan.FromHours(int.Parse(Hours().Match(told).Groups[1].Value, CultureInfo.InvariantCulture));
        return cookie.Expires > 0 && left <= most + TimeSpan.FromMinutes(1);
    }

    private async Task<IPage> OpenAsync()
    {
        var context = await browser.Browser.NewContextAsync(new() { BaseURL = browser.App.Address.ToString(), Locale = "en-GB", TimezoneId = "Europe/Brussels" });
        context.SetDefaultTimeout(BrowserFixture.Timeout);
        return await context.NewPageAsync();
    }

    [GeneratedRegex(@"At most (\d+) hours")]
    private static partial Regex Hours();
}
