using System.Text.RegularExpressions;
using Medbook.PrivacyPortal.Tests.Infrastructure.Uploads;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>A correction, from the record to the answer.</summary>
[Collection(BrowserCollection.Name)]
public sealed partial class RectificationJourneys(BrowserFixture browser)
{
    [Fact]
    public async Task A_person_corrects_a_record_an_officer_grants_it_and_the_person_reads_the_answer()
    {
        var (page, number) = ("", "");
        await browser.VisitAsync(async person =>
        {
            await person.GotoAsync("/requests/new");
            await browser.AssertIsReadyAsync(person);
            await person.GetByRole(AriaRole.Radio, new() { Name = "Correct my data" }).CheckAsync();
            await ContinueAsync(person, "Which record is wrong?");

            await person.GetByLabel("Kind of record").SelectOptionAsync(new SelectOptionValue { Label = await CareerAsync(person) });
            await person.GetByRole(AriaRole.Group, new() { Name = "Your career" }).GetByRole(AriaRole.Checkbox).First.CheckAsync();
            await ContinueAsync(person, "What is wrong, and what should it be?");

            await person.GetByRole(AriaRole.Checkbox, new() { NameRegex = Position() }).CheckAsync();
            await person.GetByLabel("It should be").FillAsync("Head of the night shift");
            await person.GetByLabel("Yes, ask for this too").CheckAsync();
            await person.GetByLabel("Files that show it").SetInputFilesAsync(new FilePayload { Name = "contract.png", MimeType = "image/png", Buffer = SampleFiles.Jpeg() });
            await Assertions.Expect(person.GetByRole(AriaRole.List, new() { Name = "Files that go with it" })).ToContainTextAsync("contract.jpg");
            await ContinueAsync(person, "Is this right?");
            await Assertions.Expect(person.GetByText("Head of the night shift")).ToBeVisibleAsync();
            await Assertions.Expect(person.GetByRole(AriaRole.Link, new() { Name = "contract.jpg" })).ToBeVisibleAsync();
            await person.GetByRole(AriaRole.Button, new() { Name = "Send the request" }).ClickAsync();
            await person.ArrivesAsync("**/requests/*?sent=true");
            await Assertions.Expect(person.GetByText("Your request arrived")).ToBeVisibleAsync();
            page = new Uri(person.Url).AbsolutePath;
            number = Number().Match(await person.GetByText(Number()).First.InnerTextAsync()).Groups[1].Value;
        }, await browser.VisitOfAsync(Who.Member));

        await browser.VisitAsync(async officer =>
        {
            await officer.GotoAsync("/manage" + page);
            await Assertions.Expect(officer.GetByRole(AriaRole.Region, new() { Name = "If you grant it" })).ToContainTextAsync("The portal writes it.");
            await officer.GetByLabel("What we do").FillAsync("We changed your position today.");
            await officer.GetByRole(AriaRole.Button, new() { Name = "Grant and send" }).ClickAsync();
            await officer.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Send the letter" }).ClickAsync();
            await Assertions.Expect(officer.GetByText("The letter is on its way")).ToBeVisibleAsync();
            // The job looks every twenty seconds.
            await Assertions.Expect(officer.GetByRole(AriaRole.Region, new() { Name = "Corrections" })).ToContainTextAsync("Corrected", new() { Timeout = 90_000 });
            await Accessibility.AssertNoViolationAsync(officer, "a correction is written");
        }, await browser.VisitOfAsync(Who.Officer));

        await browser.VisitAsync(async person =>
        {
            await person.GotoAsync(page);
            await Assertions.Expect(person.GetByRole(AriaRole.Region, new() { Name = "Our answer" })).ToContainTextAsync("We changed your position today.");
            await Assertions.Expect(person.GetByRole(AriaRole.Region, new() { Name = "What was corrected" })).ToContainTextAsync("Corrected.");
            await Assertions.Expect(person.GetByRole(AriaRole.Region, new() { Name = "Whom we told" })).ToContainTextAsync("Our staff and suppliers");
            var asked = person.GetByRole(AriaRole.Region, new() { Name = "What you asked" });
            await Assertions.Expect(asked).ToContainTextAsync("Head of the night shift");
            await Assertions.Expect(asked).ToContainTextAsync("Until our answer, only for what is contested");
            var download = await person.RunAndWaitForDownloadAsync(() => asked.GetByRole(AriaRole.Link, new() { Name = "contract.jpg" }).ClickAsync());
            Assert.Equal("contract.jpg", download.SuggestedFilename);
            Assert.False(SampleFiles.Tells(await File.ReadAllBytesAsync(await download.PathAsync())));
        }, await browser.VisitOfAsync(Who.Member));
        await browser.App.MailToAsync("member@example.org", $"Request {number}", "We changed your position today.");
    }

    [Fact]
    public async Task An_officer_says_what_was_done_by_hand_and_whom_nobody_can_tell()
    {
        var page = await ArrangedCorrection.At("/manage/requests/{0}")(browser);
        await browser.VisitAsync(async officer =>
        {
            await officer.GotoAsync(page);
            await browser.AssertIsReadyAsync(officer);
            var corrections = officer.GetByRole(AriaRole.Region, new() { Name = "Corrections" });
            await Assertions.Expect(corrections).ToContainTextAsync("The request names no single record.");
            await corrections.GetByRole(AriaRole.Button, new() { Name = "I corrected it by hand" }).ClickAsync();
            await Assertions.Expect(corrections).ToContainTextAsync("Corrected by hand");

            var recipient = officer.GetByRole(AriaRole.Region, new() { Name = "Recipients to tell" }).GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Your employer" });
            await recipient.GetByText("End this notice").ClickAsync();
            await recipient.GetByLabel("How it ends").SelectOptionAsync(new SelectOptionValue { Label = "Impossible" });
            await recipient.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await Assertions.Expect(recipient.GetByRole(AriaRole.Alert)).ToContainTextAsync("Write how they were told, or why not.");
            await recipient.GetByLabel("How they were told, or why not").FillAsync("The hospital is closed.");
            await recipient.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await Assertions.Expect(recipient).ToContainTextAsync("The hospital is closed.");
            await Accessibility.AssertNoViolationAsync(officer, "a recipient was not told");
        }, await browser.VisitOfAsync(Who.Officer));
    }

    private static async Task ContinueAsync(IPage page, string question)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = question })).ToBeFocusedAsync();
    }

    private static async Task<string> CareerAsync(IPage page) =>
        (await page.GetByLabel("Kind of record").GetByRole(AriaRole.Option).Filter(new() { HasText = "Your career" }).InnerTextAsync()).Trim();

    [GeneratedRegex("^Position")]
    private static partial Regex Position();

    [GeneratedRegex(@"Request (\d{4}-\d+), sent on")]
    private static partial Regex Number();
}
