using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>Every page that exists, in every language, light and dark, wide and narrow.</summary>
[Collection(BrowserCollection.Name)]
public sealed class PageTests(BrowserFixture browser)
{
    private static readonly string[] Cultures = ["en-GB", "nl-BE", "fr-BE"];

    public static TheoryData<string> Pages => [.. PageTable.Rows.Select(row => row.Name)];

    [Fact]
    public void Every_route_of_the_portal_is_in_the_table()
    {
        var routes = typeof(Program).Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes(typeof(RouteAttribute), inherit: false))
            .Select(attribute => ((RouteAttribute)attribute).Template);

        Assert.Equal(routes.Order(), PageTable.Rows.Select(row => row.Route).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_has_no_barrier(string name)
    {
        var row = PageTable.Rows.Single(row => row.Name == name);
        var address = await row.AddressAsync(browser);
        var visit = await browser.VisitOfAsync(row.Who) with { ExpectedError = row.Status == 200 ? null : $"status of {row.Status}" };
        foreach (var culture in Cultures)
        {
            await browser.RevisitAsync(page => AssertHasNoBarrierAsync(page, row, address, culture), visit with { Culture = culture }, "page" + name.Replace('/', '-'));
        }
    }

    private async Task AssertHasNoBarrierAsync(IPage page, PageRow row, string address, string culture)
    {
        var response = await page.GotoAsync(address);
        Assert.Equal(row.Status, response!.Status);
        await browser.AssertIsReadyAsync(page);
        await AssertIsTheOneAsync(page, row, address, culture);

        // Contrast and names are the same in every language, and length is not: axe looks once at each look, the width is tried in all.
        if (culture == "en-GB") await Accessibility.AssertNoViolationAsync(page, $"{culture}, light, 1280 px");
        await Accessibility.AssertFitsAsync(page, 1280);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Accessibility.AssertFitsAsync(page, 320);
        await Accessibility.AssertFitsAsync(page, 360);
        if (culture == "fr-BE") await Accessibility.AssertNoViolationAsync(page, $"{culture}, dark, 360 px");
    }

    // A redirect to a page without barriers would pass for the page that was asked for.
    private async Task AssertIsTheOneAsync(IPage page, PageRow row, string address, string culture)
    {
        Assert.Equal(new Uri(browser.App.Address, address), new Uri(page.Url));
        Assert.Equal(culture, await page.Locator("html").GetAttributeAsync("lang"));
        Assert.Matches(row.TitleIn(culture, browser.App.Services), await page.Locator("h1").InnerTextAsync());
    }
}
