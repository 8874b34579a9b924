using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>What does not come through the portal is a request too.</summary>
[Collection(BrowserCollection.Name)]
public sealed class IntakeJourneys(BrowserFixture browser)
{
    [Fact]
    public async Task An_officer_enters_a_letter_confirms_it_by_post_sorts_it_in_the_case_and_names_what_it_wants_corrected() => await browser.VisitAsync(async page =>
    {
        await page.GotoAsync("/manage/intake");
        await browser.AssertIsReadyAsync(page);
        await page.GetByLabel("What it says").FillAsync("I am head of the night shift now.");
        await page.GetByLabel("Language of the person").SelectOptionAsync("en-GB");
        await page.GetByRole(AriaRole.Button, new() { Name = "Enter the request" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "is entered" })).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("blockquote")).ToContainTextAsync("We answer by");

        await page.GetByRole(AriaRole.Link, new() { Name = "Open the case" }).ClickAsync();
        await page.ArrivesAsync("**/manage/requests/*");
        await browser.AssertIsReadyAsync(page);
        await page.GetByRole(AriaRole.Radio, new() { Name = "Right to rectification" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Choose this right" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Right to rectification");

        var named = page.GetByRole(AriaRole.Region, new() { Name = "What the letter wants corrected" });
        await named.GetByLabel("Which field").SelectOptionAsync("sample/career/position");
        await named.GetByLabel("It should be").FillAsync("Head of the night shift");
        await named.GetByRole(AriaRole.Button, new() { Name = "Add this value" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "If you grant it" })).ToContainTextAsync("The request names no single record.");
        await Accessibility.AssertNoViolationAsync(page, "a letter wants something corrected");
    }, await browser.VisitOfAsync(Who.Officer));

    [Fact]
    public async Task An_officer_puts_a_machines_mail_aside()
    {
        var subject = await ArrangedMail.InTrayAsync(browser.App);
        await browser.VisitAsync(async page =>
        {
            await page.GotoAsync("/manage/intake?view=tray");
            await browser.AssertIsReadyAsync(page);
            var mail = page.GetByRole(AriaRole.Article, new() { Name = subject, Exact = true });
            await mail.GetByRole(AriaRole.Button, new() { Name = "Put aside" }).ClickAsync();
            await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Put aside" }).ClickAsync();
            await Assertions.Expect(mail).ToHaveCountAsync(0);
            await Assertions.Expect(page.Locator("#tray")).ToBeFocusedAsync();
        }, await browser.VisitOfAsync(Who.Officer));
    }
}
