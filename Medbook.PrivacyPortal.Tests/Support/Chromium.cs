using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>A browser for the tests: the system's, else Playwright's, else one that is installed now.</summary>
public static class Chromium
{
    // Without a window it does the same in half the time; not every distribution offers it.
    private const string Light = "chromium-headless-shell";

    private static readonly string[] Names = [Light, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>Starts it.</summary>
    public static async Task<IBrowser> LaunchAsync(IPlaywright playwright) => await playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = await FindAsync(playwright),
        Args = ["--no-sandbox", "--disable-quic", "--disable-background-networking"],
    });

    /// <summary>Its program; where there is none, the test fails with a sentence that says what to run.</summary>
    public static async Task<string> FindAsync(IPlaywright playwright) =>
        InSystem() ?? InPlaywright(playwright)
        ?? (await SystemPackages.TryInstallAsync(Light) || await SystemPackages.TryInstallAsync("chromium") ? InSystem() : null)
        ?? (await Task.Run(() => Program("install", "chromium")) == 0 ? InPlaywright(playwright) : null)
        ?? throw SystemPackages.Missing("A Chromium browser");

    private static string? InSystem() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Prepend("/usr/bin")
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);

    private static string? InPlaywright(IPlaywright playwright) =>
        File.Exists(playwright.Chromium.ExecutablePath) ? playwright.Chromium.ExecutablePath : null;

    private static int Program(params string[] arguments) => Microsoft.Playwright.Program.Main(arguments);
}
