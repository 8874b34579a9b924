using System.CommandLine;
using Medbook.PrivacyPortal.DataMap.Checks;

namespace Medbook.PrivacyPortal.Commands;

/// <summary><c>serve</c>: prepares the databases and runs the web server.</summary>
internal static class ServeCommand
{
    public static Command Create(CommandHost host, Func<WebApplication, CancellationToken, Task> serve)
    {
        var command = new Command("serve", "Run the portal (the default).") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction((parsed, ct) => RunAsync(host, serve, [.. parsed.UnmatchedTokens], ct));
        return command;
    }

    public static Task<int> RunAsync(
        CommandHost host, Func<WebApplication, CancellationToken, Task> serve, string[] args, CancellationToken ct) =>
        host.RunAsync(args, SchemaNeed.Migrate, async app =>
        {
            if (await RefuseDriftAsync(app, ct)) return ExitCode.CannotRun;
            await DemoStart.EnsureAsync(app, ct);
            await serve(app, ct);
            return ExitCode.Ok;
        }, ct);

    // An unreachable source is said and tried again. One that drifted keeps a developer from starting; in production the portal
    // starts, and whatever needs that source says that it drifted.
    private static async Task<bool> RefuseDriftAsync(WebApplication app, CancellationToken ct)
    {
        var reports = await app.Services.GetRequiredService<MapCheck>().RunOperatorsAsync(ct);
        foreach (var line in reports.SelectMany(r => r.Lines)) Console.Error.WriteLine($"data map: {line}");
        return app.Environment.IsDevelopment() && reports.Any(r => r.Findings.Count > 0);
    }
}
