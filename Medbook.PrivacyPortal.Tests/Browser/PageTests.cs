using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>Every page that exists, in every language, light and dark, wide and narrow.</summary>
[Collection(BrowserCollection.Name)]
public sealed class PageTests(BrowserFixture browser)
{
    public static TheoryData<string, string> PagesAndCultures()
    {
        var data = new TheoryData<string, string>();
        foreach (var row in PageTable.Rows)
        {
            foreach (var culture in (string[])["en-GB", "nl-BE", "fr-BE"]) data.Add(row.Name, culture);
        }
        return data;
    }

    [Fact]
    public void Every_route_of_the_portal_is_in_the_table()
    {
        var routes = typeof(Program).Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes(typeof(RouteAttribute), inherit: false))
            .Select(attribute => ((RouteAttribute)attribute).Template);

        Assert.Equal(routes.Order(), PageTable.Rows.Select(row => row.Route).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(PagesAndCultures))]
    public async Task A_page_has_no_barrier(string name, string culture)
    {
        var row = PageTable.Rows.Single(row => row.Name == name);
        var address = await row.AddressAsync(browser);
        var visit = await browser.VisitOfAsync(row.Who) with
        {
            Culture = culture, ExpectedError = row.Status == 200 ? null : $"status of {row.Status}",
        };
        await browser.VisitAsync(async page =>
        {
            var response = await page.GotoAsync(address);
            Assert.Equal(row.Status, response!.Status);
            await browser.AssertIsReadyAsync(page);
            await AssertIsTheOneAsync(page, row, address, culture);

            // Contrast is the same in every language, and length is not: each language in one look, English in both.
            if (culture != "fr-BE") await Accessibility.AssertNoViolationAsync(page, "light, 1280 px");
            await Accessibility.AssertFitsAsync(page, 1280);
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            await Accessibility.AssertFitsAsync(page, 320);
            await Accessibility.AssertFitsAsync(page, 360);
            if (culture != "nl-BE") await Accessibility.AssertNoViolationAsync(page, "dark, 360 px");
        }, visit, "page" + name.Replace('/', '-'));
    }

    // A redirect to a page without barriers would pass for the page that was asked for.
    private async Task AssertIsTheOneAsync(IPage page, PageRow row, string address, string culture)
    {
        Assert.Equal(new Uri(browser.App.Address, address), new Uri(page.Url));
        Assert.Equal(culture, await page.Locator("html").GetAttributeAsync("lang"));
        Assert.Matches(row.TitleIn(culture, browser.App.Services), await page.Locator("h1").InnerTextAsync());
    }
}
