using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using PortalVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>A doubt, a masked card, a verdict, and nothing left.</summary>
[Collection(BrowserCollection.Name)]
public sealed class IdentityJourneys(BrowserFixture browser)
{
    [Fact]
    public async Task An_officer_asks_the_person_masks_and_sends_the_officer_judges_and_key_and_bytes_are_gone()
    {
        var request = Guid.Parse((await SentRequest.At("")(browser)).Trim('/'));
        await browser.VisitAsync(async page =>
        {
            await page.GotoAsync($"/manage/requests/{request}");
            await browser.AssertIsReadyAsync(page);
            await page.GetByText("Ask for a proof").ClickAsync();
            await page.GetByLabel("Your doubt, in words").FillAsync("You ask for the tickets of another address.");
            await page.GetByRole(AriaRole.Button, new() { Name = "Ask the person", Exact = true }).ClickAsync();
            await Assertions.Expect(page.GetByText("The clock stands still until the answer.")).ToBeVisibleAsync();
        }, await browser.VisitOfAsync(Who.Officer));

        await browser.VisitAsync(async page =>
        {
            await page.GotoAsync($"/requests/{request}");
            await page.GetByRole(AriaRole.Link, new() { Name = "Show who you are" }).ClickAsync();
            await page.ArrivesAsync($"**/requests/{request}/identity");
            var file = page.GetByLabel("Picture on this device");
            await Assertions.Expect(file).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByText("You ask for the tickets of another address.")).ToBeVisibleAsync();
            await file.SetInputFilesAsync(await CardPicture.TakeAsync(page));
            await page.GetByRole(AriaRole.Button, new() { Name = "Send this picture" }).ClickAsync();
            await Assertions.Expect(page.GetByText("Your answer has arrived")).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByText("Nobody has looked.")).ToBeVisibleAsync();
        }, await browser.VisitOfAsync(Who.Member));
        var file = (await QuestionAsync(request)).FileId!.Value;
        Assert.True(browser.App.Services.GetRequiredService<PortalVault>().HasBytes(file));

        await browser.VisitAsync(async page =>
        {
            await page.GotoAsync($"/manage/requests/{request}");
            await browser.AssertIsReadyAsync(page);
            await page.GetByRole(AriaRole.Button, new() { Name = "Show the picture" }).ClickAsync();
            var picture = page.GetByRole(AriaRole.Img, new() { Name = "Picture that the person sent" });
            await Assertions.Expect(picture).ToHaveJSPropertyAsync("complete", true);
            Assert.Equal(960, await picture.EvaluateAsync<int>("image => image.naturalWidth"));
            // The viewer has the focus: keys turn and enlarge.
            await page.Keyboard.PressAsync("r");
            await page.Keyboard.PressAsync("+");
            await Assertions.Expect(picture).ToHaveClassAsync("size-150 turn-90");
            await Accessibility.AssertNoViolationAsync(page, "a picture is shown");
            // Its address is none that could be opened or saved.
            var address = await picture.EvaluateAsync<string>("image => image.src");
            Assert.Equal(404, (await page.APIRequest.GetAsync(address)).Status);

            await page.GetByRole(AriaRole.Button, new() { Name = "Enough, destroy it", Exact = true }).Last.ClickAsync();
            await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Destroy it", Exact = true }).ClickAsync();
            await Assertions.Expect(page.GetByText("What was sent is destroyed, and the person is told.")).ToBeVisibleAsync();
        }, await browser.VisitOfAsync(Who.Officer));

        Assert.Equal((QuestionState.Accepted, null), ((await QuestionAsync(request)).State, (await QuestionAsync(request)).FileId));
        await using var scope = browser.App.Services.CreateAsyncScope();
        var row = await scope.ServiceProvider.GetRequiredService<PortalDb>().VaultFiles.SingleAsync(f => f.Id == file);
        Assert.Equal((VaultFileState.Destroyed, null), (row.State, row.WrappedKey));
        Assert.False(browser.App.Services.GetRequiredService<PortalVault>().HasBytes(file));
    }

    [Fact]
    public async Task A_picture_without_the_pages_token_is_not_taken()
    {
        var (request, question) = await IdentityCase.AskedAsync(browser);
        await browser.VisitAsync(async page =>
        {
            var sent = await page.APIRequest.PostAsync($"/requests/{request}/identity/{question}/card", new() { DataByte = [0xFF, 0xD8, 0xFF] });

            Assert.Equal(400, sent.Status);
        }, await browser.VisitOfAsync(Who.Member));
        Assert.Equal(QuestionState.Asked, (await QuestionAsync(request)).State);
    }

    [Fact]
    public async Task Without_script_another_proof_is_given_in_words_and_no_file_can_be_chosen()
    {
        var (request, _) = await IdentityCase.AskedAsync(browser);
        var visit = await browser.VisitOfAsync(Who.Member);
        await using var context = await browser.Browser.NewContextAsync(new()
        {
            BaseURL = browser.App.Address.ToString(), Locale = "en-GB", JavaScriptEnabled = false, StorageState = visit.StorageState,
        });
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/requests/{request}/identity");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Give another proof" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Picture on this device")).ToBeHiddenAsync();

        await page.GetByLabel("How can we check it?").FillAsync("Call me on the number you hold.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send this answer" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Your answer has arrived")).ToBeVisibleAsync();

        Assert.Equal((QuestionState.Answered, ProofKind.OtherWay), ((await QuestionAsync(request)).State, (await QuestionAsync(request)).Proof!.Value));
    }

    private async Task<IdentityQuestion> QuestionAsync(Guid request)
    {
        await using var scope = browser.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PortalDb>().IdentityQuestions.AsNoTracking().SingleAsync(q => q.RequestId == request);
    }
}
