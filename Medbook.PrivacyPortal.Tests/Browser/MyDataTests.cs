using System.Text.RegularExpressions;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>My data as the demo member meets it: signed in, confirmed by a mailed code, on the sample.</summary>
[Collection(BrowserCollection.Name)]
public sealed class MyDataTests(BrowserFixture browser)
{
    private const string Member = "member@example.org";

    [Fact]
    public Task The_member_signs_in_confirms_and_reads_what_is_held() => browser.VisitAsync(async page =>
    {
        await SignInAsync(page);

        Assert.Equal("/my-data", new Uri(page.Url).AbsolutePath);
        await browser.AssertIsReadyAsync(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("My data");
        var account = page.Locator("#activity-account");
        await account.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Your career") }).ClickAsync();
        await Assertions.Expect(account.GetByRole(AriaRole.Table)).ToBeVisibleAsync();
        var correct = account.GetByRole(AriaRole.Table).GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Correct") }).First;
        await Assertions.Expect(correct).ToHaveAttributeAsync(
            "href", new Regex("^requests/new\\?kind=Rectification&activity=account&source=sample&dataset=career&row="));

        // Another activity opens beside it, and its records come along.
        var usage = page.Locator("#activity-usage-experience");
        await usage.Locator("summary").First.ClickAsync();
        await Assertions.Expect(usage.GetByRole(AriaRole.Table)).ToBeVisibleAsync();
        await Assertions.Expect(account.GetByRole(AriaRole.Table)).ToBeVisibleAsync();
        await Accessibility.AssertNoViolationAsync(page, "two activities open");

        // From a record a request begins, with what it is about.
        await correct.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/requests/new\\?"));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Make a request");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("What it covers (done)");
    });

    [Fact]
    public Task A_page_of_records_follows_another_in_every_width() => browser.VisitAsync(async page =>
    {
        await SignInAsync(page);
        await page.GotoAsync("/my-data?open=usage-experience");
        await browser.AssertIsReadyAsync(page);
        var usage = page.Locator("#activity-usage-experience");
        var first = await usage.Locator("tbody").InnerTextAsync();

        await usage.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Next") }).ClickAsync();

        await Assertions.Expect(usage.GetByText(new Regex("^21 to 40 of "))).ToBeVisibleAsync();
        Assert.NotEqual(first, await usage.Locator("tbody").InnerTextAsync());
        foreach (var width in (int[])[1280, 768, 360, 320]) await Accessibility.AssertFitsAsync(page, width);
    });

    [Fact]
    public Task Without_a_circuit_everything_is_read_by_links_alone() => browser.VisitAsync(async page =>
    {
        await SignInAsync(page);
        await using var plain = await browser.Browser.NewContextAsync(new()
        {
            BaseURL = browser.App.Address.ToString(), Locale = "en-GB", JavaScriptEnabled = false, StorageState = await page.Context.StorageStateAsync(),
        });
        var reader = await plain.NewPageAsync();
        await reader.GotoAsync("/my-data");

        // The browser opens an activity by itself; its facts and rights are there, its records one link away.
        var usage = reader.Locator("#activity-usage-experience");
        await usage.Locator("summary").First.ClickAsync();
        await Assertions.Expect(usage.GetByText("Not here, and why")).ToBeVisibleAsync();
        await usage.Locator(".tabs a").First.ClickAsync();
        await usage.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Next") }).ClickAsync();
        await Assertions.Expect(usage.GetByText(new Regex("^21 to 40 of "))).ToBeVisibleAsync();
    });

    private async Task SignInAsync(IPage page)
    {
        var started = DateTimeOffset.UtcNow.AddSeconds(-1);
        await page.GotoAsync("/my-data");
        await page.GetByLabel("E-mail address").FillAsync(Member);
        await page.GetByLabel("Password").FillAsync("medbook-demo-2026");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a password" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send me a code" }).ClickAsync();

        var digits = new Regex(@"\b\d{6}\b");
        var mail = await new MailBox(Path.Combine(browser.App.DataFolder, "mail"))
            .ReadAsync(Member, mail => mail.Date >= started && digits.IsMatch(mail.TextBody ?? ""));
        await page.GetByLabel("Code").FillAsync(digits.Match(mail.TextBody!).Value);
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm", Exact = true }).ClickAsync();
        // The first page with a circuit is also the first time this process draws one.
        await page.GetByRole(AriaRole.Heading, new() { Name = "My data" }).WaitForAsync(new() { Timeout = 60_000 });
    }
}
