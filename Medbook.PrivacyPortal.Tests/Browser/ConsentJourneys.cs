using System.Text;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>Choices as a person makes them, each with an account of its own.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ConsentJourneys(BrowserFixture browser)
{
    private const string Password = "a long enough password";

    private static readonly (string Button, string Answer)[] Steps =
    [
        ("Do not take part", "You do not take part. A mail"), ("Take part", "You take part from now on."),
        ("Stop taking part", "You no longer take part, from now on."),
    ];

    [Fact]
    public Task A_person_agrees_sees_it_and_withdraws_with_one_click_each() => browser.VisitAsync(async page =>
    {
        const string email = "chooses@example.org";
        await OpenAsync(page, email, fromHome: true);
        await Accessibility.AssertNoViolationAsync(page, "nothing chosen");
        var card = Card(page, "Research in general");
        await Assertions.Expect(card.GetByText("No choice made")).ToBeVisibleAsync();

        await card.GetByRole(AriaRole.Button, new() { Name = "Take part", Exact = true }).ClickAsync();
        await Assertions.Expect(card.GetByRole(AriaRole.Status)).ToHaveTextAsync("You take part from now on. A mail confirms it.");
        await Assertions.Expect(card.Locator(".stands")).ToBeFocusedAsync();
        Assert.Contains("You agreed: Research in general.", (await browser.App.MailToAsync(email, "Your choice is saved")).TextBody!, StringComparison.Ordinal);
        await Accessibility.AssertNoViolationAsync(page, "agreed");

        // It stays: also after another look, without a circuit of before.
        await page.ReloadAsync();
        await browser.AssertIsReadyAsync(page);
        await Assertions.Expect(card.GetByText("You take part", new() { Exact = true })).ToBeVisibleAsync();

        await card.GetByRole(AriaRole.Button, new() { Name = "Stop taking part" }).ClickAsync();
        await Assertions.Expect(card.GetByRole(AriaRole.Status)).ToHaveTextAsync("You no longer take part, from now on. A mail confirms it.");
        await browser.App.MailToAsync(email, "Your choice is saved", "You withdrew your consent: Research in general.");

        var rows = Card(page, "History").GetByRole(AriaRole.Row);
        await Assertions.Expect(rows).ToHaveCountAsync(3);
        await Assertions.Expect(rows.Nth(1)).ToContainTextAsync("Withdrawn");
        await Assertions.Expect(rows.Nth(2)).ToContainTextAsync("Agreed");
    });

    [Fact]
    public Task A_person_takes_the_proof_of_a_choice_along_and_anybody_sees_that_it_is_genuine() => browser.VisitAsync(async page =>
    {
        await OpenAsync(page, "keeps-proof@example.org");
        await Card(page, "Research in general").GetByRole(AriaRole.Button, new() { Name = "Take part", Exact = true }).ClickAsync();
        var (receipt, signature) = (await DownloadAsync(page, "Proof of your choice"), await DownloadAsync(page, "Signature of that proof"));
        Assert.Equal(receipt.Name.Replace(".json", ".sig", StringComparison.Ordinal), signature.Name);

        await page.GetByRole(AriaRole.Link, new() { Name = "Check a proof" }).ClickAsync();
        await CheckAsync(page, receipt, signature);
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Genuine");
        await Accessibility.AssertNoViolationAsync(page, "a genuine proof");

        var changed = Encoding.UTF8.GetString(receipt.Buffer).Replace("\"given\"", "\"refused\"", StringComparison.Ordinal);
        await CheckAsync(page, new() { Name = receipt.Name, MimeType = receipt.MimeType, Buffer = Encoding.UTF8.GetBytes(changed) }, signature);
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Changed");

        await CheckAsync(page, new() { Name = receipt.Name, MimeType = receipt.MimeType, Buffer = new byte[200_000] }, signature);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("too large");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choose both files");
    });

    [Fact]
    public Task A_person_objects_to_the_committee_and_lifts_it_with_the_keyboard() => browser.VisitAsync(async page =>
    {
        await OpenAsync(page, "objects@example.org");
        var card = Card(page, "Accreditation committee");

        await card.GetByRole(AriaRole.Button, new() { Name = "Object to sharing" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(card.GetByRole(AriaRole.Status)).ToContainTextAsync("We no longer share");
        // Enter again, held too long, changes nothing: what was chosen has the focus, and is no button.
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(card.GetByText("Not shared")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(card.GetByRole(AriaRole.Button, new() { Name = "Lift the objection" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(card.GetByRole(AriaRole.Status)).ToContainTextAsync("we may share again");
        await Assertions.Expect(Card(page, "History").GetByRole(AriaRole.Row)).ToHaveCountAsync(3);
    });

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public Task Clicking_the_same_place_again_changes_nothing(int width) => browser.VisitAsync(async page =>
    {
        await OpenAsync(page, $"hurries-{width}@example.org");
        await page.SetViewportSizeAsync(width, 900);
        var card = Card(page, "Research in general");
        foreach (var (button, answer) in Steps)
        {
            await ClickTwiceAsync(page, card.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }), card.GetByText(answer));
        }

        await page.ReloadAsync();
        var decisions = await Card(page, "History").Locator("td[data-l=Decision]").AllInnerTextsAsync();
        Assert.Equal(["Withdrawn", "Agreed", "Not agreed"], decisions.Select(decision => decision.Trim()));
    });

    [Theory]
    [InlineData("en-GB", 1280, false)]
    [InlineData("nl-BE", 1280, true)]
    [InlineData("fr-BE", 360, false)]
    [InlineData("en-GB", 360, true)]
    public async Task Yes_and_no_have_the_same_size_place_and_contrast_and_the_no_comes_first(string culture, int width, bool dark)
    {
        var state = "";
        await ArrangedStudy.PublishedAsync(browser.App);
        await browser.VisitAsync(async page =>
        {
            await page.OpenAccountAsync(browser.App, $"weighs-{culture}-{width}@example.org", Password);
            state = await page.Context.StorageStateAsync();
        });
        await browser.VisitAsync(async page =>
        {
            await page.GotoAsync("/consents");
            await browser.AssertIsReadyAsync(page);
            var looks = new List<string>();
            foreach (var purpose in (string[])["research", ArrangedStudy.Purpose])
            {
                var buttons = page.Locator($"section[aria-labelledby=choice-{purpose}] .equal > button");
                Assert.Equal(2, await buttons.CountAsync());
                looks.AddRange([await LookOfAsync(buttons.Nth(0)), await LookOfAsync(buttons.Nth(1))]);
                var (no, yes) = (await buttons.Nth(0).BoundingBoxAsync(), await buttons.Nth(1).BoundingBoxAsync());
                Assert.Equal((no!.Width, no.Height), (yes!.Width, yes.Height));
                Assert.True(width < 640 ? no.Y < yes.Y && no.X == yes.X : no.X < yes.X && no.Y == yes.Y, "The no comes first.");
                Assert.True(no.Height >= 44, $"A target of {no.Height} px.");
                var (ofNo, ofYes) = (await ContrastOfAsync(buttons.Nth(0)), await ContrastOfAsync(buttons.Nth(1)));
                Assert.Equal(ofNo, ofYes);
                Assert.True(ofNo >= 4.5, $"A contrast of {ofNo}.");
            }
            Assert.Single(looks.Distinct());
            // Nothing is chosen beforehand, and nothing nags.
            Assert.Equal(0, await page.Locator("main :is(input, [aria-pressed], [aria-checked], .btn.primary)").CountAsync());
            Assert.Equal(0, await page.Locator("dialog, [role=dialog], [role=alertdialog], a[href$=consents] :is(.count, .chip, .badge)").CountAsync());
        }, new Visit { Culture = culture, Width = width, Dark = dark, StorageState = state });
    }

    [Fact]
    public async Task The_page_reads_before_there_is_a_circuit() => await browser.VisitAsync(async page =>
    {
        var html = await (await page.APIRequest.GetAsync("/consents")).TextAsync();
        Assert.Contains("This is not a consent", html, StringComparison.Ordinal);
        Assert.Contains("Results that are already anonymous cannot be called back", html, StringComparison.Ordinal);
    }, await browser.VisitOfAsync(Who.Member));

    private static async Task<FilePayload> DownloadAsync(IPage page, string link)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = link }).ClickAsync());
        return new() { Name = download.SuggestedFilename, MimeType = "application/octet-stream", Buffer = await File.ReadAllBytesAsync(await download.PathAsync()) };
    }

    private static async Task CheckAsync(IPage page, FilePayload receipt, FilePayload signature)
    {
        await page.GetByLabel("The proof", new() { Exact = true }).SetInputFilesAsync(receipt);
        await page.GetByLabel("Its signature", new() { Exact = true }).SetInputFilesAsync(signature);
        await page.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
    }

    private static async Task ClickTwiceAsync(IPage page, ILocator button, ILocator answer)
    {
        await button.ScrollIntoViewIfNeededAsync();
        var box = (await button.BoundingBoxAsync())!;
        await page.Mouse.ClickAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await Assertions.Expect(answer).ToBeVisibleAsync();
        await page.Mouse.ClickAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }

    private async Task OpenAsync(IPage page, string email, bool fromHome = false)
    {
        await page.OpenAccountAsync(browser.App, email, Password);
        await browser.AssertIsReadyAsync(page);
        if (fromHome) await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "See my choices" }).ClickAsync();
        else await page.GotoAsync("/consents");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Your choices");
        await browser.AssertIsReadyAsync(page);
    }

    private static ILocator Card(IPage page, string title) => page.GetByRole(AriaRole.Region, new() { Name = title });

    // Everything that gives a button weight.
    private static Task<string> LookOfAsync(ILocator button) => button.EvaluateAsync<string>("""
        button => { const s = getComputedStyle(button); return ['color', 'backgroundColor', 'borderTopColor', 'borderTopWidth', 'borderTopStyle',
            'borderRadius', 'fontSize', 'fontWeight', 'fontFamily', 'opacity', 'boxShadow', 'textDecorationLine', 'outlineStyle', 'padding', 'cursor']
            .map(name => name + '=' + s[name]).join(';') }
        """);

    // Of the words against what is behind them, by WCAG 2.
    private static Task<double> ContrastOfAsync(ILocator button) => button.EvaluateAsync<double>("""
        button => {
            const channels = color => color.match(/[\d.]+/g).slice(0, 3).map(Number);
            const light = color => { const [r, g, b] = channels(color).map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
            const style = getComputedStyle(button), [a, b] = [light(style.color), light(style.backgroundColor)];
            return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        }
        """);
}
