using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class PolicyTests(BrowserFixture browser)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/policy")]
    public Task Every_article_that_is_named_has_its_place_on_the_policy_page(string from) => browser.VisitAsync(async page =>
    {
        await page.GotoAsync(from);
        var links = await page.Locator("a[href^='policy#']").EvaluateAllAsync<string[]>("links => links.map(link => link.hash.slice(1))");
        await page.GotoAsync("/policy");
        var places = await page.Locator("[id]").EvaluateAllAsync<string[]>("places => places.map(place => place.id)");

        Assert.NotEmpty(links);
        Assert.Subset(places.ToHashSet(), links.ToHashSet());
        Assert.Equal(places.Length, places.Distinct().Count());
    });

    [Fact]
    public Task The_theme_button_flips_the_page_and_the_next_one_opens_so() => browser.VisitAsync(async page =>
    {
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use the dark theme" }).ClickAsync();
        Assert.Equal("dark", await page.Locator("html").GetAttributeAsync("data-theme"));

        await page.GotoAsync("/policy");

        Assert.Equal("dark", await page.Locator("html").GetAttributeAsync("data-theme"));
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Use the light theme" })).ToBeVisibleAsync();
    });

    [Fact]
    public Task The_language_changes_in_place() => browser.VisitAsync(async page =>
    {
        await page.GotoAsync("/policy");
        await page.GetByRole(AriaRole.Link, new() { Name = "NL Nederlands" }).ClickAsync();

        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/policy$"));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Privacybeleid" })).ToBeVisibleAsync();
    });

    [Fact]
    public Task The_keyboard_reaches_the_content_at_once_and_the_focus_is_seen() => browser.VisitAsync(async page =>
    {
        await page.GotoAsync("/policy");
        await page.Keyboard.PressAsync("Tab");
        var skip = page.GetByRole(AriaRole.Link, new() { Name = "Skip to content" });
        await Assertions.Expect(skip).ToBeFocusedAsync();
        await Assertions.Expect(skip).ToBeInViewportAsync();
        Assert.NotEqual("none", await skip.EvaluateAsync<string>("link => getComputedStyle(link).outlineStyle"));

        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("#main")).ToBeFocusedAsync();
        Assert.EndsWith("/policy", page.Url, StringComparison.Ordinal);
    });
}
