using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>A page in a context of its own, and what its scripts complain about.</summary>
internal sealed class OpenPage(IBrowserContext context, IPage page) : IAsyncDisposable
{
    public const int Height = 900;

    // A script in a page has no limit of its own: one that never answers would hold up the whole run.
    private static readonly TimeSpan MostVisit = TimeSpan.FromMinutes(3);

    private readonly List<string> complaints = [];
    private Visit visit = new();

    public IPage Page => page;

    public static async Task<OpenPage> OpenAsync(BrowserFixture browser, Visit visit)
    {
        var context = await browser.Browser.NewContextAsync(new()
        {
            BaseURL = browser.App.Address.ToString(),
            Locale = visit.Culture,
            TimezoneId = "Europe/Brussels",
            ColorScheme = visit.ColorScheme,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = visit.Width, Height = Height },
            AcceptDownloads = true,
            StorageState = visit.StorageState,
            JavaScriptEnabled = visit.Script,
        });
        context.SetDefaultTimeout(BrowserFixture.Timeout);
        var open = new OpenPage(context, await context.NewPageAsync());
        open.Page.PageError += (_, error) => open.complaints.Add(error);
        open.Page.Console += (_, message) =>
        {
            if (message.Type == "error" && !open.visit.Expects(message.Text)) open.complaints.Add($"{message.Text} ({message.Location})");
        };
        return open;
    }

    /// <summary>Runs a test in it.</summary>
    public async Task RunAsync(Func<IPage, Task> test, Visit by, string name)
    {
        visit = by;
        complaints.Clear();
        try
        {
            await test(page).WaitAsync(MostVisit);
            Assert.True(complaints.Count == 0, string.Join(Environment.NewLine, complaints));
        }
        catch
        {
            var file = Path.Combine(ResultFolder(), $"{name}-{visit.Culture}-{DateTime.Now:HHmmss}.png");
            await page.ScreenshotAsync(new() { Path = file, FullPage = true });
            throw;
        }
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();

    private static string ResultFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder.Parent is not null && folder.GetFiles("*.csproj").Length == 0) folder = folder.Parent;
        return Directory.CreateDirectory(Path.Combine(folder.FullName, "TestResults", "browser")).FullName;
    }
}
