using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Cases.Identity;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Infrastructure.Uploads;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>Somebody without an account asks and gets an answer. No script runs in these browsers.</summary>
[Collection(BrowserCollection.Name)]
public sealed class GuestJourneys(BrowserFixture browser)
{
    private static readonly Visit WithoutScript = new() { Script = false };

    [Fact]
    public async Task A_contact_of_the_helpdesk_asks_and_reads_an_officers_answer_without_an_account_and_without_script()
    {
        const string email = "helpdesk-contact@example.org";
        var id = Guid.Empty;
        await browser.VisitAsync(async page =>
        {
            await page.GotoAsync("/");
            await page.GetByRole(AriaRole.Link, new() { Name = "Ask without an account" }).ClickAsync();
            await page.AskForCodeAsync(email);
            await Assertions.Expect(page.GetByText($"If mail at {email} reaches you, a code is on its way.")).ToBeVisibleAsync();
            var code = await browser.App.CodeToAsync(email);
            await page.EnterCodeAsync(code[..4]);
            await Assertions.Expect(page.GetByText("A code has 6 digits. No try was used.")).ToBeVisibleAsync();
            await page.EnterCodeAsync(code == "000000" ? "000001" : "000000");
            await Assertions.Expect(page.GetByText("This code is not right.")).ToBeVisibleAsync();
            await page.EnterCodeAsync(code);
            await page.ArrivesAsync("**/ask/requests");
            await page.GetByRole(AriaRole.Link, new() { Name = "Make a request" }).ClickAsync();

            await page.GetByLabel("In your own words").FillAsync("The tickets of spring 2024.\nI left since.");
            await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choose what you ask.");
            await Assertions.Expect(page.GetByLabel("Why should it go?")).ToBeHiddenAsync();
            await page.GetByRole(AriaRole.Radio, new() { Name = "Delete my data" }).CheckAsync();
            await page.GetByLabel("Why should it go?").SelectOptionAsync("Medbook no longer needs it");
            await page.GetByText("Only about a part? Choose which").ClickAsync();
            await page.GetByRole(AriaRole.Checkbox, new() { Name = "Helpdesk" }).CheckAsync();
            await page.GetByLabel("How you know us").SelectOptionAsync("From the helpdesk");
            await page.GetByLabel("The name you used with us").FillAsync("A. Peeters");
            await page.GetByText("I ask for someone else").ClickAsync();
            await page.GetByLabel("For whom, and as what?").FillAsync("For my mother, as her guardian.");
            await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();

            await page.ArrivesAsync("**/check");
            foreach (var said in (string[])["Delete my data", "The tickets of spring 2024.", "Medbook no longer needs it", "Helpdesk", "A. Peeters", "For my mother, as her guardian.",
                "Sending counts as date and signature.", "for nothing else.", "The code alone shows nobody what we hold"])
            {
                await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(said);
            }
            await page.GetByRole(AriaRole.Button, new() { Name = "Send the request" }).ClickAsync();

            await page.ArrivesAsync("**?sent=true");
            await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Your request arrived");
            await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("That counts as date and signature.");
            id = Guid.Parse(new Uri(page.Url).Segments[^1]);
        }, WithoutScript);

        var receipt = await browser.App.MailToAsync(email, words: "counts as date and signature");
        Assert.Contains($"/ask/requests/{id}", receipt.TextBody!, StringComparison.Ordinal);
        await AnswerAsync(id, "We deleted the tickets of 2024.");
        Assert.Contains($"/ask/requests/{id}", (await browser.App.MailToAsync(email, words: "We deleted the tickets of 2024.")).TextBody!, StringComparison.Ordinal);

        await browser.VisitAsync(async page =>
        {
            await page.GotoAsync($"/ask/requests/{id}");
            await Assertions.Expect(page.GetByText("To open your request, we check your address first.")).ToBeVisibleAsync();
            await page.ProveAddressAsync(browser.App, email);
            Assert.Equal($"/ask/requests/{id}", new Uri(page.Url).AbsolutePath);
            await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Our answer" })).ToContainTextAsync("We deleted the tickets of 2024.");

            await page.GetByRole(AriaRole.Button, new() { Name = "End the session" }).ClickAsync();
            await Assertions.Expect(page.GetByText("Your session is over. What you sent goes on.")).ToBeVisibleAsync();
            await page.GotoAsync("/ask/requests");
            Assert.Equal("/ask", new Uri(page.Url).AbsolutePath);
        }, WithoutScript);
    }

    [Fact]
    public Task A_session_that_ends_while_somebody_writes_costs_no_word() => browser.VisitAsync(async page =>
    {
        const string email = "slow-writer@example.org";
        await page.ProveAddressAsync(browser.App, email);
        await page.GotoAsync("/ask/requests/new");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Complain to Medbook" }).CheckAsync();
        await page.GetByLabel("In your own words").FillAsync("A long complaint.");
        await EndAllSessionsAsync(email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Your session is over");
        await Assertions.Expect(page.GetByLabel("In your own words")).ToHaveValueAsync("A long complaint.");
        await Assertions.Expect(page.GetByRole(AriaRole.Radio, new() { Name = "Complain to Medbook" })).ToBeCheckedAsync();

        var tab = await page.Context.NewPageAsync();
        await tab.ProveAddressAsync(browser.App, email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await page.ArrivesAsync("**/check");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("A long complaint.");
    }, WithoutScript);

    [Fact]
    public Task What_was_typed_stays_when_something_is_missing_and_when_somebody_goes_back() => browser.VisitAsync(async page =>
    {
        await page.ProveAddressAsync(browser.App, "goes-back@example.org");
        await page.GotoAsync("/ask/requests/new?kind=Rectification");
        await page.GetByLabel("The name you used with us").FillAsync("A. Peeters");
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Tell us in a few words");
        await Assertions.Expect(page.GetByLabel("The name you used with us")).ToHaveValueAsync("A. Peeters");

        await page.GetByLabel("In your own words").FillAsync("First words.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await page.ArrivesAsync("**/check");
        await page.GoBackAsync();
        await Assertions.Expect(page.GetByLabel("In your own words")).ToHaveValueAsync("First words.");
        await page.GetByLabel("In your own words").FillAsync("Second words.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await page.ArrivesAsync("**/check");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Second words.");
    }, WithoutScript);

    [Fact]
    public async Task Sent_from_two_windows_it_arrives_once() => await browser.VisitAsync(async page =>
    {
        var address = await AskedRequest.At("/ask/requests/{0}/check", send: false)(browser);
        var other = await page.Context.NewPageAsync();
        await page.GotoAsync(address);
        await other.GotoAsync(address);

        foreach (var window in (IPage[])[page, other])
        {
            await window.GetByRole(AriaRole.Button, new() { Name = "Send the request" }).ClickAsync();
            await window.ArrivesAsync("**?sent=true");
        }

        var number = page.GetByText("Request 20");
        Assert.Equal(await number.First.InnerTextAsync(), await other.GetByText("Request 20").First.InnerTextAsync());
    }, await browser.VisitOfAsync(Who.Guest) with { Script = false });

    [Fact]
    public Task The_pages_say_the_same_for_a_known_and_an_unknown_address() => browser.VisitAsync(async page =>
    {
        await page.ProveAddressAsync(browser.App, "known-here@example.org");
        var answers = new List<string>();
        foreach (var email in (string[])["known-here@example.org", "member@example.org", "nobody-here@example.org"])
        {
            await page.Context.ClearCookiesAsync();
            await page.AskForCodeAsync(email);
            answers.Add(WithoutTime((await page.GetByRole(AriaRole.Main).InnerTextAsync()).Replace(email, "…", StringComparison.Ordinal)));
            var code = await browser.App.CodeToAsync(email);
            await page.EnterCodeAsync(code == "000000" ? "000001" : "000000");
            answers.Add(WithoutTime((await page.GetByRole(AriaRole.Main).InnerTextAsync()).Replace(email, "…", StringComparison.Ordinal)));
        }

        Assert.Equal(answers[..2], answers[2..4]);
        Assert.Equal(answers[..2], answers[4..]);
    }, WithoutScript);

    [Fact]
    public async Task Anothers_request_is_not_found()
    {
        var addresses = new List<string>();
        foreach (var page in (string[])["/ask/requests/{0}", "/ask/requests/{0}/deadline.ics", "/ask/requests/{0}/check"])
        {
            addresses.Add(await AskedRequest.At(page, send: !page.EndsWith("check", StringComparison.Ordinal))(browser));
        }
        var draft = await AskedRequest.At("/ask/requests/new?draft={0}", send: false)(browser);
        await browser.VisitAsync(async page =>
        {
            foreach (var address in addresses) Assert.Equal(200, (await page.APIRequest.GetAsync(address)).Status);
        }, await browser.VisitOfAsync(Who.Guest));
        await browser.VisitAsync(async page =>
        {
            await page.ProveAddressAsync(browser.App, "somebody-else@example.org");
            foreach (var address in addresses.Append($"/ask/requests/{Guid.NewGuid()}")) Assert.Equal(404, (await page.APIRequest.GetAsync(address)).Status);

            // The address of a draft is an empty form to everybody else, as one that nobody has begun is.
            await page.GotoAsync(draft);
            await Assertions.Expect(page.GetByLabel("In your own words")).ToHaveValueAsync("");
            await page.GetByRole(AriaRole.Radio, new() { Name = "See my data" }).CheckAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        }, WithoutScript);
    }

    [Fact]
    public async Task A_guest_writes_to_the_team_takes_the_day_into_a_calendar_and_takes_the_request_back() => await browser.VisitAsync(async page =>
    {
        var address = await AskedRequest.At("/ask/requests/{0}")(browser);
        await page.GotoAsync(address);
        await page.GetByLabel("Your message").FillAsync("They came from my old address.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the message" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Sent to the team")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.List, new() { Name = "Messages" })).ToContainTextAsync("They came from my old address.");
        await Assertions.Expect(page.GetByLabel("Your message")).ToHaveValueAsync("");

        var file = await page.APIRequest.GetAsync($"{address}/deadline.ics");
        Assert.Contains("/ask/requests/", (await file.TextAsync()).Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);

        await page.GetByText("Take the request back").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take it back" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("You took this request back");
        await Assertions.Expect(page.GetByLabel("Your message")).ToBeHiddenAsync();
    }, await browser.VisitOfAsync(Who.Guest) with { Script = false });

    [Fact]
    public async Task A_guest_adds_evidence_writes_with_a_file_and_answers_a_doubt_in_words_all_without_script() => await browser.VisitAsync(async page =>
    {
        var letter = new FilePayload { Name = "letter.pdf", MimeType = "application/pdf", Buffer = SampleFiles.Pdf() };
        await page.GotoAsync(await AskedRequest.At("/ask/requests/{0}/check", send: false)(browser));
        await page.GetByLabel("Files that help us").SetInputFilesAsync(new FilePayload { Name = "page.html", MimeType = "text/html", Buffer = "<html>"u8.ToArray() });
        await page.GetByRole(AriaRole.Button, new() { Name = "Add this file" }).ClickAsync();
        await Assertions.Expect(page.GetByText("We take PDF")).ToBeVisibleAsync();
        foreach (var name in (string[])["letter.pdf", "photo.jpg"])
        {
            await page.GetByLabel("Files that help us").SetInputFilesAsync(name == letter.Name ? letter : new() { Name = name, MimeType = "image/jpeg", Buffer = SampleFiles.Jpeg() });
            await page.GetByRole(AriaRole.Button, new() { Name = "Add this file" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.List, new() { Name = "Files that go with it" })).ToContainTextAsync(name);
        }
        await Assertions.Expect(page.GetByText("We take PDF")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove photo.jpg" }).ClickAsync();
        await Assertions.Expect(page.GetByText("photo.jpg")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the request" }).ClickAsync();
        await page.ArrivesAsync("**?sent=true");
        var asked = page.GetByRole(AriaRole.Region, new() { Name = "What you asked" });
        var download = await page.RunAndWaitForDownloadAsync(() => asked.GetByRole(AriaRole.Link, new() { Name = "letter.pdf" }).ClickAsync());
        Assert.Equal(letter.Buffer, await File.ReadAllBytesAsync(await download.PathAsync()));

        await page.GetByLabel("Files to send along").SetInputFilesAsync(new FilePayload { Name = "note.txt", MimeType = "text/plain", Buffer = SampleFiles.Text() });
        await page.GetByRole(AriaRole.Button, new() { Name = "Add this file" }).ClickAsync();
        await page.GetByLabel("Your message").FillAsync("This is the note.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the message" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.List, new() { Name = "Messages" }).GetByRole(AriaRole.Link, new() { Name = "note.txt" })).ToBeVisibleAsync();

        var id = Guid.Parse(new Uri(page.Url).Segments[^1]);
        var officer = await browser.App.ActorOfAsync("officer@example.org");
        await browser.App.OperateAsync<AskForIdentity, IdentityQuestion>(ask =>
            ask.RunAsync(officer, id, Guid.CreateVersion7(), QuestionAbout.Mandate, "You ask for your mother.", default));
        Assert.Contains($"/ask/requests/{id}/identity", (await browser.App.MailToAsync(GuestSteps.Address, words: "You ask for your mother.")).TextBody!, StringComparison.Ordinal);

        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Show that you may act" }).ClickAsync();
        await Assertions.Expect(page.GetByText("You ask for your mother.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("This browser cannot cover a picture")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Picture on this device")).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send this answer" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await page.GetByLabel("How can we check it?").FillAsync("Her doctor can confirm it.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send this answer" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Your answer has arrived")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "To your request" }).ClickAsync();
        await Assertions.Expect(page.GetByText("You answered. An officer checks it")).ToBeVisibleAsync();
    }, await browser.VisitOfAsync(Who.Guest) with { Script = false });

    [Fact]
    public async Task A_guest_with_script_covers_a_picture_and_sends_what_is_left()
    {
        var (request, question) = await IdentityCase.AskedOfGuestAsync(browser);
        await browser.VisitAsync(async page =>
        {
            await page.GotoAsync($"/ask/requests/{request}/identity");
            await page.GetByLabel("Picture on this device").SetInputFilesAsync(await CardPicture.TakeAsync(page));
            Assert.Equal(400, (await page.APIRequest.PostAsync($"/ask/requests/{request}/identity/{question}/card", new() { DataByte = [0xFF, 0xD8, 0xFF] })).Status);

            // The session ends while somebody covers: the picture stays on the page, and goes once the address is proved again.
            await page.Context.ClearCookiesAsync(new() { Name = "guest" });
            await page.GetByRole(AriaRole.Button, new() { Name = "Send this picture" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Alert).GetByText("Check your address in a new tab, then send the picture again.")).ToBeVisibleAsync();
            await page.Context.AddCookiesAsync(await CookiesOfGuestAsync());
            await page.GetByRole(AriaRole.Button, new() { Name = "Send this picture" }).ClickAsync();
            await Assertions.Expect(page.GetByText("Your answer has arrived")).ToBeVisibleAsync();
        }, await browser.VisitOfAsync(Who.Guest) with { ExpectedError = "401" });
    }

    [Fact]
    public async Task An_answer_that_comes_after_the_session_is_kept_on_the_page() => await browser.VisitAsync(async page =>
    {
        var (request, _) = await IdentityCase.AskedOfGuestAsync(browser);
        await page.GotoAsync($"/ask/requests/{request}/identity");
        await page.GetByLabel("How can we check it?").FillAsync("Call me.");
        await page.Context.ClearCookiesAsync(new() { Name = "guest" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Send this answer" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Your session is over");
        await Assertions.Expect(page.GetByLabel("How can we check it?")).ToHaveValueAsync("Call me.");
        await page.Context.AddCookiesAsync(await CookiesOfGuestAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Send this answer" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Your answer has arrived")).ToBeVisibleAsync();
    }, await browser.VisitOfAsync(Who.Guest) with { Script = false });

    [Fact]
    public async Task A_message_that_comes_after_the_session_is_kept_on_the_page() => await browser.VisitAsync(async page =>
    {
        await page.GotoAsync(await AskedRequest.At("/ask/requests/{0}")(browser));
        await page.GetByLabel("Your message").FillAsync("A long message.");
        await page.Context.ClearCookiesAsync(new() { Name = "guest" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the message" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Your session is over");
        await Assertions.Expect(page.GetByLabel("Your message")).ToHaveValueAsync("A long message.");
        await Assertions.Expect(page.GetByText("A. Peeters")).ToHaveCountAsync(0);
    }, await browser.VisitOfAsync(Who.Guest) with { Script = false });

    [Fact]
    public async Task A_page_of_a_guest_is_kept_by_no_browser_and_its_cookie_by_no_script() => await browser.VisitAsync(async page =>
    {
        var response = await page.GotoAsync("/ask/requests");
        Assert.Contains("no-store", (await response!.AllHeadersAsync())["cache-control"], StringComparison.Ordinal);
        var cookie = Assert.Single(await page.Context.CookiesAsync(), cookie => cookie.Name == "guest");
        Assert.Equal((true, SameSiteAttribute.Lax), (cookie.HttpOnly, cookie.SameSite));
        await page.GotoAsync("/policy");
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { Name = "guest " })).ToContainTextAsync($"At most {GuestSession.Lifetime.TotalHours} hours");
    }, await browser.VisitOfAsync(Who.Guest));

    private async Task AnswerAsync(Guid id, string words)
    {
        var officer = await browser.App.ActorOfAsync("officer@example.org");
        var read = await browser.App.OperateAsync<ReadCase, CaseView>(read => read.RunAsync(officer, id, default));
        Assert.Equal((RequestChannel.Guest, SenderProof.MailCode), (read.Request.Channel, read.Request.Proof));
        await browser.App.DecideAsync(officer, read.Request, DecisionDraft.Grant(words));
    }

    private async Task<IEnumerable<Cookie>> CookiesOfGuestAsync()
    {
        await using var other = await browser.Browser.NewContextAsync(new() { StorageState = (await browser.VisitOfAsync(Who.Guest)).StorageState });
        return (await other.CookiesAsync()).Where(cookie => cookie.Name == "guest").Select(cookie => new Cookie
        {
            Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path, HttpOnly = cookie.HttpOnly, SameSite = cookie.SameSite,
        });
    }

    private async Task EndAllSessionsAsync(string email)
    {
        await using var scope = browser.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        var subject = await db.Subjects.Where(s => s.ContactEmail == email).Select(s => s.Key).SingleAsync();
        await db.GuestSessions.Where(session => session.Subject == subject).ExecuteDeleteAsync();
    }

    private static string WithoutTime(string text) => System.Text.RegularExpressions.Regex.Replace(text, @"\d{2}:\d{2}", "");
}
