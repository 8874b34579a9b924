using System.CommandLine;
using System.CommandLine.Invocation;

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
            ReceiptCommand.Create(host),
            SampleCommand.Create(host),
            DataMapCommand.Create(host),
            SourceCommand.Create(host),
            StaffCommand.Create(host),
            BenchCommand.Create(host),
            VaultCommand.Create(host),
            LedgerCommand.Create(host),
            EraseCommand.Create(host),
            RetentionCommand.Create(host),
            RegisterCommand.Create(host),
            BackupCommand.Create(host),
            RestoreCommand.Create(host),
            DeadlineCommand.Create(),
        };
        // Whoever hosts the program (a test, a service manager) passes settings like --urls: they belong to serve.
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction((parsed, ct) => parsed.UnmatchedTokens is [{ } verb, ..] && !verb.StartsWith('-')
            ? Task.FromResult(CommandHost.Refuse([$"There is no verb '{verb}'. '--help' lists them."]))
            : ServeCommand.RunAsync(host, serve, [.. parsed.UnmatchedTokens], ct));
        return root;
    }

    /// <summary>Runs what was typed. What no verb understands could not be done, and is not passed over.</summary>
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        // The library lets every verb pass unknown words where the root does.
        if (parsed.CommandResult.Command.TreatUnmatchedTokensAsErrors && parsed.UnmatchedTokens is [var word, ..])
        {
            return CommandHost.Refuse([$"'{word}' is not understood here. '--help' lists what is."]);
        }
        var exitCode = await parsed.InvokeAsync();
        return parsed.Action is ParseErrorAction ? ExitCode.CannotRun : exitCode;
    }

    /// <summary>What verbs share.</summary>
    public static IServiceCollection AddCommands(this IServiceCollection services) =>
        services.AddSingleton<PreparePortal>().AddSingleton<MapStart>().AddSingleton<SourceStart>().AddSingleton<VaultStart>();
}
