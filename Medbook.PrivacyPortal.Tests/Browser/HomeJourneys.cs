using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>A person sees on their start page what was done with their data, reads more of it, and comes back.</summary>
[Collection(BrowserCollection.Name)]
public sealed class HomeJourneys(BrowserFixture browser)
{
    [Fact]
    public Task A_look_of_an_officer_is_read_by_the_person_in_plain_words_and_names_nobody() => browser.VisitAsync(async page =>
    {
        const string Email = "watches@example.org", OfficersEmail = "officer@example.org";
        await page.OpenAccountAsync(browser.App, Email, "a long enough password");
        var (me, officer) = (await browser.App.ActorOfAsync(Email), await browser.App.ActorOfAsync(OfficersEmail));
        var request = await browser.App.AddDraftAsync(Email);
        await page.GotoAsync("/home");
        await browser.AssertIsReadyAsync(page);
        await Assertions.Expect(page.GetByText("One thing waits for you.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Go on with it" })).ToBeVisibleAsync();
        await browser.App.OperateAsync<SubmitRequest, Acknowledgement>(submit => submit.RunAsync(me, request, default));
        await browser.App.OperateAsync<ReadCase, CaseView>(read => read.RunAsync(officer, request, default));

        await page.GotoAsync("/home");
        await browser.AssertIsReadyAsync(page);
        await Assertions.Expect(page.GetByText("Nothing waits for you.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "What we did last" })).ToContainTextAsync("Your request was looked at");
        await Accessibility.AssertNoViolationAsync(page, "somebody looked at a request");
        await page.GetByRole(AriaRole.Link, new() { Name = "See everything that happened" }).ClickAsync();

        await page.ArrivesAsync("**/activity");
        var look = page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Row).Filter(new() { HasText = "Your request was looked at" });
        await Assertions.Expect(look).ToContainTextAsync("A privacy officer");
        await Assertions.Expect(look).ToContainTextAsync("To answer it");
        var content = await page.ContentAsync();
        Assert.DoesNotContain(OfficersEmail, content, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(officer.Id, content, StringComparison.OrdinalIgnoreCase);

        await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Home" }).First.ClickAsync();
        await page.ArrivesAsync("**/home");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Your requests" })).ToContainTextAsync("Delete my data");
    });
}
