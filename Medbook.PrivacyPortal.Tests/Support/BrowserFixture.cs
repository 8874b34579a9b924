using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Medbook.PrivacyPortal.Operations.Accounts;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>Tests in a real browser share one portal and one browser; each visit has a context (cookies, storage) of its own.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<BrowserFixture>
{
    public const string Name = "Browser";
}

/// <summary>The portal on a real address, and a browser.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    internal const float Timeout = 30_000;

    private readonly ConcurrentDictionary<Who, Task<string>> signedIn = new();

    private readonly ConcurrentDictionary<Visit, Task<OpenPage>> kept = new();

    private IPlaywright playwright = null!;

    public PortalApp App { get; private set; } = null!;

    public IBrowser Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        // As long as every other wait: a busy machine is slow, not wrong.
        Assertions.SetDefaultExpectTimeout(Timeout);
        playwright = await Playwright.CreateAsync();
        Browser = await Chromium.LaunchAsync(playwright);
        App = await PortalApp.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright.Dispose();
        await App.DisposeAsync();
    }

    /// <summary>
    /// Runs a test in a page of its own. A script error or a refused resource fails it; on failure a screenshot lies in
    /// <c>TestResults/browser</c>.
    /// </summary>
    public async Task VisitAsync(Func<IPage, Task> test, Visit? visit = null, [CallerMemberName] string name = "")
    {
        await using var open = await OpenPage.OpenAsync(this, visit ?? new Visit());
        await open.RunAsync(test, visit ?? new Visit(), name);
    }

    /// <summary>
    /// The same in a page that is kept for visits of the same kind, for tests that look at many addresses and change nothing: a new page
    /// costs more than what is looked at in it.
    /// </summary>
    public async Task RevisitAsync(Func<IPage, Task> test, Visit visit, string name)
    {
        var kind = visit with { ExpectedError = null };
        var open = await kept.GetOrAdd(kind, kind => OpenPage.OpenAsync(this, kind));
        try
        {
            await open.Page.SetViewportSizeAsync(visit.Width, OpenPage.Height);
            await open.Page.EmulateMediaAsync(new() { ColorScheme = visit.ColorScheme });
            await open.RunAsync(test, visit, name);
        }
        catch
        {
            // Whatever it was left in is no beginning for the next one.
            kept.TryRemove(kind, out _);
            await open.DisposeAsync();
            throw;
        }
    }

    /// <summary>A page with a circuit is ready when Blazor has drawn it again and moved the focus to its title.</summary>
    public async Task AssertIsReadyAsync(IPage page)
    {
        if (await page.Locator("script[src*='blazor.web']").CountAsync() == 0) return;
        await page.Locator("h1:focus").WaitForAsync();
    }

    /// <summary>A visit with the cookies of somebody who signed in; each signs in once per run.</summary>
    public async Task<Visit> VisitOfAsync(Who who) =>
        who == Who.Nobody ? new Visit() : new Visit { StorageState = await signedIn.GetOrAdd(who, SignInAsync) };

    private async Task<string> SignInAsync(Who who)
    {
        await using var context = await Browser.NewContextAsync(new() { BaseURL = App.Address.ToString(), Locale = "en-GB" });
        var page = await context.NewPageAsync();
        if (who is Who.GuestAsking or Who.Guest)
        {
            if (who == Who.Guest) await page.ProveAddressAsync(App, GuestSteps.Address);
            else await page.AskForCodeAsync("asking@example.org");
            return await context.StorageStateAsync();
        }
        var email = who switch
        {
            Who.Officer => "officer@example.org",
            Who.Administrator => "admin@example.org",
            Who.Auditor => "auditor@example.org",
            _ => "member@example.org",
        };
        await page.SignInAsync(email, DemoAccounts.Password);
        if (who is Who.Officer or Who.Administrator or Who.Auditor) await page.TypeAppCodeAsync(DemoAccounts.AppKey);
        await page.ArrivesAsync("**/home");
        if (who == Who.Member) await page.ConfirmByMailAsync(App, email);
        return await context.StorageStateAsync();
    }
}

/// <summary>How a page is visited.</summary>
public sealed record Visit
{
    public string Culture { get; init; } = "en-GB";

    public bool Dark { get; init; }

    /// <summary>Width of the window in CSS pixels.</summary>
    public int Width { get; init; } = 1280;

    /// <summary>Whether the browser runs scripts.</summary>
    public bool Script { get; init; } = true;

    /// <summary>Cookies of a sign-in; nobody is signed in where null.</summary>
    public string? StorageState { get; init; }

    internal ColorScheme ColorScheme => Dark ? ColorScheme.Dark : ColorScheme.Light;

    /// <summary>Part of a console error this visit means to cause, such as the 404 of another's page.</summary>
    public string? ExpectedError { get; init; }

    internal bool Expects(string error) => ExpectedError is not null && error.Contains(ExpectedError, StringComparison.Ordinal);
}
