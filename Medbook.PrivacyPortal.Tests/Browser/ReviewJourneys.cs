using System.Text;
using System.Text.RegularExpressions;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>An officer reads the texts of a copy, with the keyboard, and the person gets the released ones.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ReviewJourneys(BrowserFixture browser)
{
    [Fact]
    public async Task Texts_go_from_the_queue_to_the_persons_supplement_but_the_one_held_back()
    {
        var review = await ArrangedCopy.ReviewAsync(browser.App);
        var (released, held) = ("", "");
        await browser.VisitAsync(async page =>
        {
            await page.GotoAsync("/manage/reviews");
            await browser.AssertIsReadyAsync(page);
            await page.Keyboard.PressAsync("j");
            while (!(await page.EvaluateAsync<string>("document.activeElement.href")).EndsWith(review.ToString(), StringComparison.Ordinal))
            {
                await page.Keyboard.PressAsync("j");
            }
            await page.Keyboard.PressAsync("Enter");
            await page.ArrivesAsync($"**/manage/reviews/{review}");

            var texts = page.GetByRole(AriaRole.Blockquote);
            await Assertions.Expect(page.GetByLabel("Hold back").First).ToBeEnabledAsync();
            (held, released) = (await texts.Nth(0).InnerTextAsync(), await texts.Nth(1).InnerTextAsync());
            await page.Keyboard.PressAsync("j");
            await Assertions.Expect(page.GetByLabel("Hold back").First).ToBeFocusedAsync();
            await page.Keyboard.PressAsync("Space");
            await page.GetByRole(AriaRole.Combobox).SelectOptionAsync(new SelectOptionValue { Label = "It would harm somebody else" });
            await page.GetByLabel("Hold back").Nth(1).FocusAsync();
            await Accessibility.AssertNoViolationAsync(page, "a text is held back");
            await page.Keyboard.PressAsync("r");

            // Page after page is released, until every text has a verdict.
            var finish = page.GetByRole(AriaRole.Button, new() { Name = "Finish and tell the person" });
            while (true)
            {
                await Assertions.Expect(texts.GetByText(released, new() { Exact = true })).ToHaveCountAsync(0);
                if (await texts.CountAsync() == 0) break;
                var first = await texts.First.InnerTextAsync();
                await page.Keyboard.PressAsync("r");
                await Assertions.Expect(texts.GetByText(first, new() { Exact = true })).ToHaveCountAsync(0);
            }
            await Assertions.Expect(finish).ToBeVisibleAsync();
            await Accessibility.AssertNoViolationAsync(page, "every text has a verdict");
            await finish.ClickAsync();
            await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Finish and tell the person" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(new Regex("Finished on .*Held back: 1\\."));
        }, await browser.VisitOfAsync(Who.Officer));

        var mail = await browser.App.MailToAsync("member@example.org", "The rest of your copy", "We hold 1 text back");
        Assert.Contains("go to court", mail.TextBody!, StringComparison.Ordinal);

        await browser.VisitAsync(async page =>
        {
            await page.GotoAsync("/copies");
            await browser.AssertIsReadyAsync(page);
            var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Texts added to a full copy" }).First;
            var link = row.GetByRole(AriaRole.Link, new() { Name = "Download" });
            await Assertions.Expect(link).ToBeVisibleAsync(new() { Timeout = 60_000 });
            var supplement = await DownloadedCopy.TakeAsync(browser, page, link);
            Assert.True(supplement.Manifest.Supplement);
            Assert.Contains(released, supplement.Rows, StringComparison.Ordinal);
            Assert.DoesNotContain(supplement.Files.Values, file => Encoding.UTF8.GetString(file).Contains(held, StringComparison.Ordinal));
            await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Held back: 1.");
        }, await browser.VisitOfAsync(Who.Member));
    }
}
