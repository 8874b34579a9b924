using System.Text.RegularExpressions;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>Copies as a person meets them: asked, watched, downloaded, stopped, deleted, too late, and somebody else's.</summary>
[Collection(BrowserCollection.Name)]
public sealed class CopyJourneys(BrowserFixture browser)
{
    [Theory]
    [InlineData(CopyKind.Access)]
    [InlineData(CopyKind.Portability)]
    public async Task A_copy_is_asked_for_watched_downloaded_and_deleted(CopyKind kind) => await browser.VisitAsync(async page =>
    {
        var copy = await DownloadedCopy.MakeAsync(browser, page, kind);
        Assert.Equal((kind, CopyStatus.Complete, false), (copy.Manifest.Kind, copy.Manifest.Status, copy.Manifest.Supplement));
        Assert.Contains("index.html", copy.Files.Keys);
        Assert.Contains("member@example.org", copy.Rows, StringComparison.Ordinal);

        // Its page: what is in it, and a download that can be taken up where it broke off.
        await page.GetByRole(AriaRole.Row).Nth(1).GetByRole(AriaRole.Rowheader).GetByRole(AriaRole.Link).ClickAsync();
        await page.ArrivesAsync(new Regex("/copies/[0-9a-f-]{36}$"));
        var own = new Uri(page.Url).AbsolutePath;
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Ready to download");
        await Accessibility.AssertNoViolationAsync(page, "a copy that is ready");
        var whole = await page.APIRequest.GetAsync($"{own}/file");
        Assert.Equal(("no-store", "application/zip"), (whole.Headers["cache-control"], whole.Headers["content-type"]));
        Assert.StartsWith("attachment;", whole.Headers["content-disposition"], StringComparison.Ordinal);
        var bytes = await whole.BodyAsync();
        Assert.Equal(bytes.Length.ToString(), whole.Headers["content-length"]);
        var rest = await page.APIRequest.GetAsync($"{own}/file", new() { Headers = new Dictionary<string, string> { ["Range"] = "bytes=100-" } });
        Assert.Equal(206, rest.Status);
        Assert.Equal(bytes[100..], await rest.BodyAsync());

        await page.GetByRole(AriaRole.Button, new() { Name = "Delete it now" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You deleted this copy" })).ToBeVisibleAsync();
        var gone = await page.GotoAsync($"{own}/file");
        Assert.Equal(own, new Uri(gone!.Url).AbsolutePath);
    }, await browser.VisitOfAsync(Who.Member));

    [Fact]
    public async Task A_copy_that_is_being_made_is_stopped_with_one_button()
    {
        var id = await ArrangedCopy.HeldUpAsync(browser.App);
        await browser.VisitAsync(async page =>
        {
            await page.GotoAsync($"/copies/{id}");
            await browser.AssertIsReadyAsync(page);
            await Assertions.Expect(page.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("You may leave this page.");
            await page.GetByRole(AriaRole.Button, new() { Name = "Stop making this copy" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You stopped this copy" })).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("stopped");
        }, await browser.VisitOfAsync(Who.Member));
    }

    [Fact]
    public async Task A_link_that_has_expired_says_so_and_leads_to_a_new_copy()
    {
        var id = await ArrangedCopy.ExpiredAsync(browser.App);
        await browser.VisitAsync(async page =>
        {
            await page.GotoAsync($"/copies/{id}/file");
            Assert.Equal($"/copies/{id}", new Uri(page.Url).AbsolutePath);
            await browser.AssertIsReadyAsync(page);
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "This copy is deleted" })).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Make a new copy" }).ClickAsync();
            await page.ArrivesAsync(new Regex($"/copies/(?!{id})[0-9a-f-]{{36}}$"));
            await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Download this copy" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        }, await browser.VisitOfAsync(Who.Member));
    }

    [Fact]
    public async Task Another_persons_copy_is_not_found_like_one_that_never_was()
    {
        var others = await ArrangedCopy.ReadyAsync(browser.App, "officer@example.org", CopyKind.Portability);
        var words = new List<string>();
        await browser.VisitAsync(async page =>
        {
            foreach (var address in new[] { $"/copies/{others}", $"/copies/{Guid.NewGuid()}", "/copies/nonsense", $"/copies/{others}/file", $"/copies/{Guid.NewGuid()}/file" })
            {
                Assert.Equal(404, (await page.GotoAsync(address))!.Status);
                words.Add(await page.GetByRole(AriaRole.Main).InnerTextAsync());
            }
        }, await browser.VisitOfAsync(Who.Member) with { ExpectedError = "status of 404" });
        Assert.Single(words.Distinct());
    }

    [Fact]
    public async Task Without_a_circuit_a_copy_is_asked_for_and_downloaded_by_plain_forms_and_links()
    {
        await using var plain = await browser.Browser.NewContextAsync(new()
        {
            BaseURL = browser.App.Address.ToString(), Locale = "en-GB", JavaScriptEnabled = false, AcceptDownloads = true,
            StorageState = (await browser.VisitOfAsync(Who.Member)).StorageState,
        });
        var page = await plain.NewPageAsync();
        await page.GotoAsync("/copies");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a copy to take along" }).ClickAsync();
        await page.ArrivesAsync("**/copies");
        var row = page.GetByRole(AriaRole.Row).Nth(1);
        await Assertions.Expect(row).ToContainTextAsync("Copy to take along");
        var link = row.GetByRole(AriaRole.Link, new() { Name = "Download" });
        for (var i = 0; i < 100 && await link.CountAsync() == 0; i++) await page.ReloadAsync();

        Assert.Equal(CopyKind.Portability, (await DownloadedCopy.TakeAsync(browser, page, link)).Manifest.Kind);
        await row.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("Deleted on");
    }

    [Fact]
    public async Task A_form_of_another_site_changes_nothing()
    {
        var id = await ArrangedCopy.ReadyAsync(browser.App);
        await browser.VisitAsync(async page =>
        {
            foreach (var address in new[] { $"/copies/{id}/delete", $"/copies/{id}/stop", "/copies/ask" })
            {
                var form = page.APIRequest.CreateFormData();
                form.Append("kind", "Access");
                Assert.Equal(400, (await page.APIRequest.PostAsync(address, new() { Form = form })).Status);
            }
            Assert.Equal(200, (await page.APIRequest.GetAsync($"/copies/{id}/file")).Status);
        }, await browser.VisitOfAsync(Who.Member));
    }

    [Fact]
    public async Task Who_has_not_confirmed_is_asked_to_before_a_copy_leaves()
    {
        var id = await ArrangedCopy.ReadyAsync(browser.App);
        await browser.VisitAsync(async page =>
        {
            await page.GotoAsync($"/copies/{id}/file");
            await Assertions.Expect(page).ToHaveURLAsync(new Regex($"/account/confirm\\?returnUrl=%2Fcopies%2F{id}$"));
        }, await browser.VisitOfAsync(Who.MemberUnconfirmed));
    }
}
