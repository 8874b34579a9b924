using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>From a request to the letter on the person's page, with the officer's hands on the keyboard.</summary>
[Collection(BrowserCollection.Name)]
public sealed class DecisionJourneys(BrowserFixture browser)
{
    [Fact]
    public async Task An_erasure_is_partly_refused()
    {
        var id = await SendAsync(RequestKind.Erasure, ["helpdesk", "business-administration"], "I left Medbook. Delete what you no longer need.");
        await browser.VisitAsync(async page =>
        {
            await OpenAsync(page, id);
            // The person's situation stands beside the ask, in counts.
            await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { NameRegex = new("^Person ") })).ToContainTextAsync("records");
            await page.Keyboard.PressAsync("t");
            await Assertions.Expect(page.GetByText("The case is assigned")).ToBeVisibleAsync();

            await page.Keyboard.PressAsync("i");
            await Assertions.Expect(page.GetByLabel("What the team reads")).ToBeFocusedAsync();
            await page.Keyboard.TypeAsync("Finance confirms: invoices of 2021.");
            await page.Keyboard.PressAsync("Control+Enter");
            await Assertions.Expect(page.GetByText("The note is kept")).ToBeVisibleAsync();
            await Assertions.Expect(Messages(page)).ToContainTextAsync("Finance confirms: invoices of 2021.");

            await page.Keyboard.PressAsync("m");
            await page.GetByLabel("What the person reads").FillAsync("May we close your open ticket?");
            await page.Keyboard.PressAsync("Control+Enter");
            await Assertions.Expect(page.GetByText("The question is on its way")).ToBeVisibleAsync();
        }, await browser.VisitOfAsync(Who.Officer));

        await browser.VisitAsync(async page =>
        {
            await page.GotoAsync($"/requests/{id}");
            await browser.AssertIsReadyAsync(page);
            await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("Finance confirms");
            await page.GetByLabel("Your answer").FillAsync("Yes, close it.");
            await page.GetByRole(AriaRole.Button, new() { Name = "Send the answer" }).ClickAsync();
            await Assertions.Expect(page.GetByText("You wrote to us")).ToBeVisibleAsync();
        }, await browser.VisitOfAsync(Who.Member));

        await browser.VisitAsync(async page =>
        {
            await OpenAsync(page, id);
            await Assertions.Expect(Messages(page)).ToContainTextAsync("Yes, close it.");
            await page.Keyboard.PressAsync("d");
            await page.GetByRole(AriaRole.Group, new() { Name = "Decision: Invoices and administration" }).GetByText("Refuse").ClickAsync();
            await page.GetByLabel("Ground: Invoices and administration").SelectOptionAsync(new SelectOptionValue { Value = nameof(RefusalGround.RequiredByLaw) });
            await page.GetByLabel("Why we refuse").FillAsync("Tax law asks us to keep invoices until 31 December 2031.");
            await page.GetByLabel("What we do").FillAsync("We delete your tickets today.");

            // The page is lost and comes back: the words are still there.
            await Assertions.Expect(page.GetByText("Draft saved").First).ToBeVisibleAsync();
            await OpenAsync(page, id);
            await Assertions.Expect(page.GetByLabel("What we do")).ToHaveValueAsync("We delete your tickets today.");
            var letter = page.GetByRole(AriaRole.Region, new() { Name = "Letter as the person gets it" });
            await Assertions.Expect(letter).ToContainTextAsync("We grant a part of your request. We delete this: Helpdesk.");
            await Assertions.Expect(letter).ToContainTextAsync("Our reasons: Tax law asks us to keep invoices until 31 December 2031.");

            await page.Keyboard.PressAsync("l");
            await page.GetByLabel("Court", new() { Exact = true }).FillAsync("");
            await page.GetByRole(AriaRole.Button, new() { Name = "Grant a part and send" }).ClickAsync();
            await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Send the letter" }).ClickAsync();
            await Assertions.Expect(page.GetByText("The letter must say that the person can go to court.")).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Back to the template Court" }).ClickAsync();
            await page.GetByLabel("Greeting", new() { Exact = true }).FillAsync("Dear doctor,");
            await page.GetByRole(AriaRole.Button, new() { Name = "Grant a part and send" }).ClickAsync();
            await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Send the letter" }).ClickAsync();
            await Assertions.Expect(page.GetByText("The letter is on its way")).ToBeVisibleAsync();
        }, await browser.VisitOfAsync(Who.Officer));

        await browser.VisitAsync(async page =>
        {
            await page.GotoAsync($"/requests/{id}");
            var answer = page.GetByRole(AriaRole.Region, new() { Name = "Our answer" });
            await Assertions.Expect(answer).ToContainTextAsync("Dear doctor,");
            await Assertions.Expect(answer).ToContainTextAsync("We delete this: Helpdesk.");
            await Assertions.Expect(answer).ToContainTextAsync("Tax law asks us to keep invoices until 31 December 2031.");
            await Assertions.Expect(answer).ToContainTextAsync("Drukpersstraat 35, 1000 Brussels");
            await Assertions.Expect(answer).ToContainTextAsync("You can also go to court.");
        }, await browser.VisitOfAsync(Who.Member));
    }

    [Fact]
    public async Task An_objection_is_weighed_and_one_of_its_uses_goes_on()
    {
        var id = await SendAsync(RequestKind.Objection, ["usage-experience", "site-security"], "My head of training reads your statistics.");
        await browser.VisitAsync(async page =>
        {
            await OpenAsync(page, id);
            await page.GetByRole(AriaRole.Group, new() { Name = "Decision: Keeping the site safe" }).GetByText("Refuse").ClickAsync();
            await page.GetByLabel("Ground: Keeping the site safe").SelectOptionAsync(new SelectOptionValue { Value = nameof(RefusalGround.CompellingGrounds) });
            await page.GetByLabel("Why we refuse").FillAsync("In 2025 the logs showed two stolen accounts.");
            await page.GetByLabel("What we do").FillAsync("We stop measuring how you use our pages.");
            await SendAsync(page);
            await Assertions.Expect(page.GetByText("Weigh the interests first.")).ToBeVisibleAsync();

            await page.GetByLabel("Our interest").FillAsync("Find and stop break-ins.");
            await page.GetByLabel("Is it necessary").FillAsync("Leaving the logs out found nothing.");
            await page.GetByLabel("Impact on the person").FillAsync("A hint at where they live.");
            await page.GetByLabel("Safeguards").FillAsync("Two people read the logs, each view is written down.");
            await page.GetByLabel("Grounds that weigh more").FillAsync("Two stolen accounts in 2025, found by the logs alone.");
            await page.GetByText("The use goes on", new() { Exact = true }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Keep the weighing" }).ClickAsync();
            await Assertions.Expect(page.GetByText("The weighing is kept")).ToBeVisibleAsync();

            await SendAsync(page);
            await Assertions.Expect(page.GetByText("The letter is on its way")).ToBeVisibleAsync();
        }, await browser.VisitOfAsync(Who.Officer));

        await browser.VisitAsync(async page =>
        {
            await page.GotoAsync($"/requests/{id}");
            var answer = page.GetByRole(AriaRole.Region, new() { Name = "Our answer" });
            await Assertions.Expect(answer).ToContainTextAsync("We grant a part of your request. We stop this use: ");
            await Assertions.Expect(answer).ToContainTextAsync("This use goes on: ");
            await Assertions.Expect(answer).ToContainTextAsync("In 2025 the logs showed two stolen accounts.");
            await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("Two people read the logs");
        }, await browser.VisitOfAsync(Who.Member));
    }

    private static ILocator Messages(IPage page) => page.GetByRole(AriaRole.Region, new() { Name = "Messages and notes" });

    private async Task OpenAsync(IPage page, Guid id)
    {
        await page.GotoAsync($"/manage/requests/{id}");
        await browser.AssertIsReadyAsync(page);
    }

    private static async Task SendAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Grant a part and send" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Send the letter" }).ClickAsync();
    }

    private async Task<Guid> SendAsync(RequestKind kind, string[] activities, string words)
    {
        var (app, id) = (browser.App, Guid.CreateVersion7());
        var me = await app.ActorOfAsync("member@example.org");
        var content = new DraftContent(kind, new RequestScope { Activities = activities }, words);
        await app.OperateAsync<StartRequest, DraftSaved>(start => start.RunAsync(me, id, content, "en-GB", CancellationToken.None));
        await app.OperateAsync<SubmitRequest, Acknowledgement>(submit => submit.RunAsync(me, id, CancellationToken.None));
        return id;
    }
}
