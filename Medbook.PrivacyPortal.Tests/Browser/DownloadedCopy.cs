using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Operations.Copies;
using Medbook.PrivacyPortal.Operations.Copies.Archive;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>A copy that a browser downloaded, opened as anybody would who has the public keys.</summary>
internal sealed class DownloadedCopy
{
    private DownloadedCopy(CopyManifest manifest, IReadOnlyDictionary<string, byte[]> files) => (Manifest, Files) = (manifest, files);

    public CopyManifest Manifest { get; }

    /// <summary>Every file of the archive.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; }

    /// <summary>All rows, as text.</summary>
    public string Rows => string.Concat(Manifest.Files.Where(file => file.Path.EndsWith(".json", StringComparison.Ordinal) && file.Rows > 0)
        .Select(file => Encoding.UTF8.GetString(Files[file.Path])));

    /// <summary>Asks for a copy on the page, waits until it is there, downloads and verifies it.</summary>
    public static async Task<DownloadedCopy> MakeAsync(BrowserFixture browser, IPage page, CopyKind kind)
    {
        var button = kind is CopyKind.Access ? "Make a full copy" : "Make a copy to take along";
        await page.GotoAsync("/copies");
        await browser.AssertIsReadyAsync(page);
        var links = page.GetByRole(AriaRole.Row).GetByRole(AriaRole.Link, new() { Name = "Download" });
        // Copies of other tests stand in the list too, also of this kind: the new one is the one that was not there.
        var before = await AddressesAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        string? made = null;
        await Waiting.UntilAsync(async () => (made = (await AddressesAsync()).Except(before).FirstOrDefault()) is not null);
        return await TakeAsync(browser, page, page.Locator($"a[href='{made}']"));

        Task<string[]> AddressesAsync() => links.EvaluateAllAsync<string[]>("all => all.map(link => link.getAttribute('href'))");
    }

    /// <summary>Downloads by a link and verifies: every file, the manifest's signature, the schemas.</summary>
    public static async Task<DownloadedCopy> TakeAsync(BrowserFixture browser, IPage page, ILocator link)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        Assert.Matches(@"^medbook-(access|portability)-\d{4}-\d{2}-\d{2}\.zip$", download.SuggestedFilename);
        await using var copy = File.OpenRead(await download.PathAsync());
        var keys = JsonWebKeySet.TryParse(await (await page.APIRequest.GetAsync("/.well-known/copy-keys.json")).BodyAsync());
        var check = await browser.App.OperateAsync<VerifyCopy, CopyCheck>(verify => verify.RunAsync(TestActors.Operator(), copy, keys, default));
        Assert.Empty(check.Differences);
        Assert.True(check.IsGenuine);

        copy.Position = 0;
        await using var zip = await ZipArchive.CreateAsync(copy, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null);
        var files = new Dictionary<string, byte[]>();
        foreach (var entry in zip.Entries)
        {
            await using var stream = await entry.OpenAsync();
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes);
            files[entry.FullName] = bytes.ToArray();
        }
        return new DownloadedCopy(JsonSerializer.Deserialize<CopyManifest>(files[CopyManifest.FileName], CopyManifest.Json)!, files);
    }
}
