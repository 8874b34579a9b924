using Medbook.PrivacyPortal.Tests.Support;
using Medbook.PrivacyPortal.Ui;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>An officer holds what is somebody's, looks again, and releases it; the auditor only reads.</summary>
[Collection(BrowserCollection.Name)]
public sealed class HoldJourneys(BrowserFixture browser)
{
    [Fact]
    public async Task A_hold_is_placed_kept_on_and_released()
    {
        var person = await LinkedPerson.AddAsync(browser.App, LinkState.Nobody);
        var address = "";
        await browser.VisitAsync(async page =>
        {
            await page.GotoAsync($"/manage/subjects/{person.Key.Value}");
            await browser.AssertIsReadyAsync(page);
            await page.GetByRole(AriaRole.Link, new() { Name = "Place a legal hold" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Place a legal hold");
            await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync($"Person {PersonCode.Of(person.Key)}");

            await page.GetByRole(AriaRole.Button, new() { Name = "Place the hold" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choose why the law lets us keep it.");
            await Accessibility.AssertNoViolationAsync(page, "something is missing");
            await page.GetByLabel("Why the law lets us keep it").SelectOptionAsync("LegalClaims");
            await page.GetByLabel("Who asks for it").FillAsync("Labour court of Ghent");
            await page.GetByLabel("What it is about").FillAsync("Case 12/345.");
            await page.GetByRole(AriaRole.Button, new() { Name = "Place the hold" }).ClickAsync();

            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Legal hold: Everything");
            await Assertions.Expect(page.GetByText("The hold is placed")).ToBeVisibleAsync();
            address = new Uri(page.Url).AbsolutePath;

            await page.Keyboard.PressAsync("e");
            await Assertions.Expect(page.GetByLabel("Why it is still needed")).ToBeFocusedAsync();
            await page.GetByLabel("Why it is still needed").FillAsync("The case runs until summer.");
            await Accessibility.AssertNoViolationAsync(page, "a hold is kept on");
            await page.GetByRole(AriaRole.Button, new() { Name = "Keep the hold on" }).ClickAsync();
            await Assertions.Expect(page.GetByText("The hold stays", new() { Exact = true })).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What it holds and why" })).ToBeFocusedAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("You kept the hold on.");

            await page.GetByRole(AriaRole.Link, new() { Name = $"Person {PersonCode.Of(person.Key)}" }).ClickAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = "1 legal hold" }).ClickAsync();
            await Assertions.Expect(page.GetByText($"Only holds that name person {PersonCode.Of(person.Key)}.")).ToBeVisibleAsync();
            await page.Keyboard.PressAsync("j");
            await page.Keyboard.PressAsync("Enter");

            await page.GetByRole(AriaRole.Button, new() { Name = "Release it" }).ClickAsync();
            await page.GetByLabel("Why it is no longer needed").FillAsync("The court decided.");
            await page.GetByRole(AriaRole.Button, new() { Name = "Release the hold" }).ClickAsync();
            var dialog = page.GetByRole(AriaRole.Dialog);
            await Assertions.Expect(dialog).ToContainTextAsync($"Release the hold on: Everything (Person {PersonCode.Of(person.Key)})?");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Release the hold" }).ClickAsync();
            await Assertions.Expect(page.GetByText("The hold is released", new() { Exact = true })).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Release it" })).ToHaveCountAsync(0);
            await Accessibility.AssertNoViolationAsync(page, "a hold is released");
        }, await browser.VisitOfAsync(Who.Officer));

        await browser.VisitAsync(async page =>
        {
            await page.GotoAsync(address);
            await browser.AssertIsReadyAsync(page);
            await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("A colleague released the hold.");
            await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("The court decided.");
            await Assertions.Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        }, await browser.VisitOfAsync(Who.Auditor));
    }
}
