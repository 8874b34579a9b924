using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>An officer writes a study, changes it and ends it; somebody agrees and is asked again.</summary>
[Collection(BrowserCollection.Name)]
public sealed class StudyJourneys(BrowserFixture browser)
{
    private const string Title = "Burnout among residents";

    [Fact]
    public async Task A_study_is_put_in_force_agreed_to_changed_asked_about_again_and_retired()
    {
        var (address, person) = ("", "");
        await browser.VisitAsync(async page =>
        {
            await page.GotoAsync("/manage/studies");
            await browser.AssertIsReadyAsync(page);
            await page.Keyboard.PressAsync("b");
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Study: Untitled");
            address = new Uri(page.Url).AbsolutePath;

            await WriteAsync(page);
            var publish = page.GetByRole(AriaRole.Button, new() { Name = "Put version 1 in force" });
            await publish.ClickAsync();
            await Assertions.Expect(page.GetByText("The study is in force")).ToBeVisibleAsync();
            await Accessibility.AssertNoViolationAsync(page, "a study in force");
        }, await browser.VisitOfAsync(Who.Officer));

        await browser.VisitAsync(async page =>
        {
            await page.OpenAccountAsync(browser.App, "agrees-to-a-study@example.org", "a long enough password");
            var card = await OpenCardAsync(page);
            await card.GetByRole(AriaRole.Button, new() { Name = "Take part", Exact = true }).ClickAsync();
            await Assertions.Expect(card.GetByRole(AriaRole.Status)).ToHaveTextAsync("You take part from now on. A mail confirms it.");
            person = await page.Context.StorageStateAsync();
        });

        await browser.VisitAsync(async page =>
        {
            await page.GotoAsync(address);
            await browser.AssertIsReadyAsync(page);
            await Assertions.Expect(page.GetByText("1 person agrees.")).ToBeVisibleAsync();
            await page.GetByLabel("Research partner", new() { Exact = true }).FillAsync("Another institute");
            await Assertions.Expect(page.Locator("#publish ~ dl ins")).ToContainTextAsync("Another institute");
            await Assertions.Expect(page.GetByRole(AriaRole.Radio, new() { Name = "A rewording" })).ToBeDisabledAsync();
            await page.GetByRole(AriaRole.Radio, new() { Name = "A material change" }).CheckAsync();
            await Accessibility.AssertNoViolationAsync(page, "a change that asks for more");
            await page.GetByRole(AriaRole.Button, new() { Name = "Put version 2 in force" }).ClickAsync();
            await Assertions.Expect(page.GetByText("Everybody is asked again.", new() { Exact = true })).ToBeVisibleAsync();
        }, await browser.VisitOfAsync(Who.Officer));

        await browser.VisitAsync(async page =>
        {
            var card = await OpenCardAsync(page);
            await Assertions.Expect(card).ToContainTextAsync("In version 2 more than words changed, so we ask again.");
            await Assertions.Expect(card.Locator("ins")).ToContainTextAsync("Another institute");
            await Accessibility.AssertNoViolationAsync(page, "a study that asks again");
            await card.GetByRole(AriaRole.Button, new() { Name = "Do not take part" }).ClickAsync();
            await Assertions.Expect(card.GetByText("You do not take part", new() { Exact = true })).ToBeVisibleAsync();
        }, new Visit { StorageState = person });

        await browser.VisitAsync(async page =>
        {
            await page.GotoAsync(address);
            await browser.AssertIsReadyAsync(page);
            await page.GetByRole(AriaRole.Button, new() { Name = "Retire the study" }).ClickAsync();
            await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Retire the study" }).ClickAsync();
            await Assertions.Expect(page.GetByText("The study is retired", new() { Exact = true })).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Textbox)).ToHaveCountAsync(0);
            await Accessibility.AssertNoViolationAsync(page, "a study that is retired");
        }, await browser.VisitOfAsync(Who.Officer));
    }

    private async Task<ILocator> OpenCardAsync(IPage page)
    {
        await page.GotoAsync("/consents");
        await browser.AssertIsReadyAsync(page);
        return page.GetByRole(AriaRole.Region, new() { Name = Title });
    }

    private static async Task WriteAsync(IPage page)
    {
        var today = BrusselsTime.Today(TimeProvider.System);
        foreach (var (label, text) in ((string, string)[])
        [
            ("Title in English", Title), ("Title in Dutch", "Burn-out bij assistenten"), ("Title in French", "L’épuisement des assistants"),
            ("What and why, in English", "We study who burns out."), ("What and why, in Dutch", "We onderzoeken wie opgebrand raakt."), ("What and why, in French", "Nous étudions qui s’épuise."),
            ("Mail address of the partner", "data@institute.example.org"), ("Approval of the ethics committee", "EC 2026/20"),
            ("First day", $"{today:yyyy-MM-dd}"), ("Last day", $"{today.AddYears(1):yyyy-MM-dd}"),
        ]) await page.GetByLabel(label, new() { Exact = true }).FillAsync(text);
        await page.GetByLabel("Date of birth", new() { Exact = true }).CheckAsync();
        await page.GetByLabel("Speciality", new() { Exact = true }).First.CheckAsync();
        // What is still missing is said, and is a way to where it is mended.
        await page.GetByRole(AriaRole.Link, new() { Name = "Name the research partner." }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Research partner", new() { Exact = true })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Institute of Shift Work");
    }
}
