using System.CommandLine;

namespace Medbook.PrivacyPortal.Commands;

/// <summary>The command line: <c>serve</c> when no verb is given, and one line per other verb.</summary>
public static class PortalCommands
{
    /// <summary>The tree of verbs.</summary>
    /// <param name="createBuilder">Makes the builder with all services of the portal.</param>
    /// <param name="serve">Runs the web server on an application whose database is ready.</param>
    public static RootCommand Build(
        Func<string[], WebApplicationBuilder> createBuilder, Func<WebApplication, CancellationToken, Task> serve)
    {
        var host = new CommandHost(createBuilder);
        var root = new RootCommand("Medbook privacy portal: every clause of the privacy policy, executable.")
        {
            ServeCommand.Create(host, serve),
            MigrateCommand.Create(host),
            ExportCommand.Create(host),
            KeysCommand.Create(host),
            SampleCommand.Create(host),
            DataMapCommand.Create(host),
            StaffCommand.Create(host),
            BenchCommand.Create(host),
            VaultCommand.Create(host),
        };
        // Whoever hosts the program (a test, a service manager) passes settings like --urls: they belong to serve.
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction((parsed, ct) => parsed.UnmatchedTokens is [{ } verb, ..] && !verb.StartsWith('-')
            ? Task.FromResult(CommandHost.Refuse([$"There is no verb '{verb}'. '--help' lists them."]))
            : ServeCommand.RunAsync(host, serve, [.. parsed.UnmatchedTokens], ct));
        return root;
    }

    /// <summary>What verbs share.</summary>
    public static IServiceCollection AddCommands(this IServiceCollection services) => 
        services.AddSingleton<PreparePortal>().AddSingleton<SourceStart>().AddSingleton<VaultStart>();
}
