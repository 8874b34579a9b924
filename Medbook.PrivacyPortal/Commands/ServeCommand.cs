using System.CommandLine;
using Medbook.PrivacyPortal.Infrastructure.Settings;

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
            foreach (var warning in app.Services.GetRequiredService<PortalSettings>().Warnings()) await Console.Error.WriteLineAsync($"Warning: {warning}");
            await app.Services.GetRequiredService<MapStart>().RunAsync(ct);
            if (!await app.Services.GetRequiredService<SourceStart>().RunAsync(Console.Error, ct)) return ExitCode.CannotRun;
            if (await app.Services.GetRequiredService<VaultStart>().RunAsync(ct) is { } keyless)
            {
                return CommandHost.Refuse([ProblemSentence.Of(app.Services, keyless)]);
            }
            await DemoStart.EnsureAsync(app, ct);
            await serve(app, ct);
            return ExitCode.Ok;
        }, ct);
}
