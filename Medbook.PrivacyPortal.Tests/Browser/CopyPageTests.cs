using System.IO.Compression;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Operations.Copies;
using Medbook.PrivacyPortal.Operations.Copies.Archive;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>A copy of each kind, unpacked and opened from the disk as a person would, without the portal.</summary>
[Collection(BrowserCollection.Name)]
public sealed class CopyPageTests(BrowserFixture browser) : IDisposable
{
    private readonly string folder = TestFolders.Create("copy");

    public void Dispose() => TestFolders.Delete(folder);

    [Theory]
    [InlineData(CopyKind.Access, "en", false)]
    [InlineData(CopyKind.Access, "nl", true)]
    [InlineData(CopyKind.Portability, "fr", false)]
    public async Task The_page_of_a_copy_is_accessible_and_fits_a_phone(CopyKind kind, string language, bool dark)
    {
        var page = await UnpackAsync(kind, language);
        await browser.VisitAsync(async tab =>
        {
            await tab.GotoAsync(page);
            Assert.Equal(PortalCultures.Of(language).Name, await tab.Locator("html").GetAttributeAsync("lang"));
            await Accessibility.AssertNoViolationAsync(tab, $"{kind} {language}");
            await Accessibility.AssertFitsAsync(tab, 360);
            await Accessibility.AssertNoViolationAsync(tab, $"{kind} {language} at 360 px");
            // The style is the page's own and its policy lets it through: without it the ground would be white.
            Assert.NotEqual("rgba(0, 0, 0, 0)", await tab.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).backgroundColor"));
        }, new Visit { Culture = PortalCultures.Of(language).Name, Dark = dark });
    }

    [Fact]
    public async Task The_contents_lead_by_keyboard_to_the_records_and_to_their_files()
    {
        var page = await UnpackAsync(CopyKind.Access, "en");
        await browser.VisitAsync(async tab =>
        {
            await tab.GotoAsync(page);
            await tab.Keyboard.PressAsync("Tab");
            await Assertions.Expect(tab.GetByRole(AriaRole.Link, new() { Name = "Go to the content" })).ToBeFocusedAsync();

            var contents = tab.GetByRole(AriaRole.Navigation, new() { Name = "Contents" });
            await contents.GetByRole(AriaRole.Link, new() { Name = "Your devices" }).ClickAsync();
            await Assertions.Expect(tab.GetByRole(AriaRole.Heading, new() { Name = "Your devices" })).ToBeInViewportAsync();
            var csv = await tab.GetByRole(AriaRole.Link, new() { Name = "CSV file: Your devices" }).GetAttributeAsync("href");
            Assert.True(File.Exists(Path.Combine(folder, csv!)));
        });
    }

    /// <returns>The address of its page.</returns>
    private async Task<string> UnpackAsync(CopyKind kind, string language)
    {
        // At the first sign-in the person is found in the sample.
        await browser.VisitOfAsync(Who.Member);
        using var bytes = new MemoryStream();
        await browser.App.OperateAsync<ExportCopy, CopyManifest>(export => export.RunAsync(
            TestActors.Operator(), "member@example.org", kind, reviewed: true, PortalCultures.Of(language), bytes, CancellationToken.None));
        using var zip = new ZipArchive(bytes, ZipArchiveMode.Read);
        zip.ExtractToDirectory(folder);
        return new Uri(Path.Combine(folder, CopyPage.FileName)).AbsoluteUri;
    }
}
