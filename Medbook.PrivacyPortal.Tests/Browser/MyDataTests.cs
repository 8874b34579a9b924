using System.Text.RegularExpressions;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>My data as the demo member meets it, on the sample.</summary>
[Collection(BrowserCollection.Name)]
public sealed class MyDataTests(BrowserFixture browser)
{
    [Fact]
    public async Task A_member_who_has_not_confirmed_is_asked_to_and_comes_back() => await browser.VisitAsync(async page =>
    {
        await page.GotoAsync("/my-data?open=helpdesk");

        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/account/confirm\\?returnUrl=%2Fmy-data%3Fopen%3Dhelpdesk$"));
    }, await browser.VisitOfAsync(Who.MemberUnconfirmed));

    [Fact]
    public async Task Activities_open_beside_each_other_and_from_a_record_a_request_begins() => await browser.VisitAsync(async page =>
    {
        await page.GotoAsync("/my-data");
        await browser.AssertIsReadyAsync(page);
        var account = page.Locator("#activity-account");
        await account.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Your career") }).ClickAsync();
        var correct = account.GetByRole(AriaRole.Table).GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Correct") }).First;
        await Assertions.Expect(correct).ToHaveAttributeAsync(
            "href", new Regex("^requests/new\\?kind=Rectification&activity=account&source=sample&dataset=career&row="));

        var usage = page.Locator("#activity-usage-experience");
        await usage.Locator("summary").First.ClickAsync();
        await Assertions.Expect(usage.GetByRole(AriaRole.Table)).ToBeVisibleAsync();
        await Assertions.Expect(account.GetByRole(AriaRole.Table)).ToBeVisibleAsync();
        await Accessibility.AssertNoViolationAsync(page, "two activities open");

        await correct.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/requests/new\\?"));
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Record (done)");
    }, await browser.VisitOfAsync(Who.Member));

    [Fact]
    public async Task A_page_of_records_follows_another_in_every_width() => await browser.VisitAsync(async page =>
    {
        await page.GotoAsync("/my-data?open=usage-experience");
        await browser.AssertIsReadyAsync(page);
        var usage = page.Locator("#activity-usage-experience");
        var first = await usage.Locator("tbody").InnerTextAsync();

        await usage.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Next") }).ClickAsync();

        await Assertions.Expect(usage.GetByText(new Regex("^21 to 40 of "))).ToBeVisibleAsync();
        Assert.NotEqual(first, await usage.Locator("tbody").InnerTextAsync());
        foreach (var width in (int[])[1280, 768, 360, 320]) await Accessibility.AssertFitsAsync(page, width);
    }, await browser.VisitOfAsync(Who.Member));

    [Fact]
    public async Task Without_a_circuit_everything_is_read_by_links_alone()
    {
        await using var plain = await browser.Browser.NewContextAsync(new()
        {
            BaseURL = browser.App.Address.ToString(), Locale = "en-GB", JavaScriptEnabled = false,
            StorageState = (await browser.VisitOfAsync(Who.Member)).StorageState,
        });
        var page = await plain.NewPageAsync();
        await page.GotoAsync("/my-data");

        // The browser opens an activity by itself; its facts and rights are there, its records one link away.
        var usage = page.Locator("#activity-usage-experience");
        await usage.Locator("summary").First.ClickAsync();
        await Assertions.Expect(usage.GetByText("Not here, and why")).ToBeVisibleAsync();
        await usage.Locator(".tabs a").First.ClickAsync();
        await usage.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Next") }).ClickAsync();
        await Assertions.Expect(usage.GetByText(new Regex("^21 to 40 of "))).ToBeVisibleAsync();
    }
}
