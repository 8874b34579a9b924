using Medbook.PrivacyPortal.Operations.Links;
using Medbook.PrivacyPortal.Tests.Support;
using Medbook.PrivacyPortal.Ui;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>An officer finds somebody, links the person of the source, and undoes it.</summary>
[Collection(BrowserCollection.Name)]
public sealed class LinkJourneys(BrowserFixture browser)
{
    [Fact]
    public async Task Somebody_is_found_linked_told_and_unlinked()
    {
        var guest = await LinkedPerson.AddAsync(browser.App, LinkState.Nobody);
        var member = (await LinkedPerson.MembersAsync(browser.App))[1];
        await browser.VisitAsync(async page =>
        {
            await page.GotoAsync("/manage/subjects");
            await browser.AssertIsReadyAsync(page);
            await page.Keyboard.PressAsync("f");
            await page.Keyboard.TypeAsync(guest.ContactEmail![..20]);
            await page.Keyboard.PressAsync("Enter");
            var found = page.GetByRole(AriaRole.Link, new() { Name = guest.ContactEmail });
            await Assertions.Expect(found).ToBeVisibleAsync();
            Assert.DoesNotContain("guest", page.Url, StringComparison.Ordinal);
            await Accessibility.AssertNoViolationAsync(page, "somebody is found");
            await found.ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync($"Person {PersonCode.Of(guest.Key)}");

            await page.GetByRole(AriaRole.Button, new() { Name = "Find the person" }).ClickAsync();
            var text = page.GetByLabel("E-mail address or key");
            await Assertions.Expect(text).ToBeFocusedAsync();
            await text.FillAsync(member.Email);
            await page.Keyboard.PressAsync("Enter");
            await page.GetByRole(AriaRole.Radio, new() { Name = $"members:{member.Id}" }).CheckAsync();
            await page.GetByLabel("Reason").FillAsync("Read the number from the card.");
            await Accessibility.AssertNoViolationAsync(page, "somebody is chosen");
            await page.GetByRole(AriaRole.Button, new() { Name = "Link this person" }).ClickAsync();
            var dialog = page.GetByRole(AriaRole.Dialog);
            await Assertions.Expect(dialog).ToContainTextAsync($"Link members:{member.Id} of Medbook to person {PersonCode.Of(guest.Key)}?");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Link this person" }).ClickAsync();

            await Assertions.Expect(page.GetByText("The person is linked")).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Medbook" })).ToBeFocusedAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync($"You linked members:{member.Id} of Medbook");

            await page.GetByRole(AriaRole.Button, new() { Name = "Unlink" }).ClickAsync();
            await Assertions.Expect(page.GetByLabel("Reason")).ToBeFocusedAsync();
            await page.GetByLabel("Reason").FillAsync("It was the card of a namesake.");
            await page.GetByRole(AriaRole.Button, new() { Name = "Unlink this person" }).ClickAsync();
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Unlink this person" }).ClickAsync();

            await Assertions.Expect(page.GetByText("The person is unlinked")).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("The portal does not look again by itself.");
            await Accessibility.AssertNoViolationAsync(page, "somebody is unlinked");
        }, await browser.VisitOfAsync(Who.Officer));

        var told = await browser.App.MailToAsync(guest.ContactEmail!, "A change at Medbook privacy", "now linked to your address");
        Assert.DoesNotContain("members", told.TextBody!, StringComparison.Ordinal);
        await browser.App.MailToAsync(guest.ContactEmail!, "A change at Medbook privacy", "no longer linked to your address");
    }

    [Fact]
    public async Task The_second_of_two_officers_sees_what_the_first_did()
    {
        var guest = await LinkedPerson.AddAsync(browser.App, LinkState.Nobody);
        var member = (await LinkedPerson.MembersAsync(browser.App))[2];
        await browser.VisitAsync(async page =>
        {
            await page.GotoAsync($"/manage/subjects/{guest.Key.Value}");
            await browser.AssertIsReadyAsync(page);
            await page.GetByRole(AriaRole.Button, new() { Name = "Find the person" }).ClickAsync();
            await page.GetByLabel("E-mail address or key").FillAsync($"{member.Id}");
            await page.Keyboard.PressAsync("Enter");
            await page.GetByRole(AriaRole.Radio).CheckAsync();
            await page.GetByLabel("Reason").FillAsync("Mine.");

            var colleague = await browser.App.ActorOfAsync("admin@example.org");
            await browser.App.OperateAsync<LinkPerson>(link => link.RunAsync(
                colleague, new(guest.Key, "sample", Guid.Empty), $"members:{member.Id}", "Theirs.", default));
            await page.GetByRole(AriaRole.Button, new() { Name = "Link this person" }).ClickAsync();
            await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Link this person" }).ClickAsync();

            await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Somebody changed this in the meantime.");
            await Assertions.Expect(page.GetByLabel("Reason")).ToHaveValueAsync("Mine.");
            await page.GetByRole(AriaRole.Link, new() { Name = "Load this person again" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("A colleague linked");
        }, await browser.VisitOfAsync(Who.Officer));
    }
}
