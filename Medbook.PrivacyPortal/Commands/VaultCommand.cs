using System.CommandLine;
using Medbook.PrivacyPortal.Operations.Vault;

namespace Medbook.PrivacyPortal.Commands;

/// <summary><c>vault</c>: the encrypted files of the portal, and the key at the top of them.</summary>
internal static class VaultCommand
{
    public static Command Create(CommandHost host) => new("vault", "The encrypted files of the portal and their master key.") { CreateInit(host) };

    private static Command CreateInit(CommandHost host)
    {
        var command = new Command("init", "Make the first master key, or take over the one under Vault:Keys. Once; it refuses where there is one.");
        command.SetAction((_, ct) => host.RunAsync([], SchemaNeed.Current, app => InitAsync(app.Services, ct), ct));
        return command;
    }

    private static async Task<int> InitAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<InitVault>().RunAsync(CommandHost.Operator, ct);
        if (!made.IsOk) return CommandHost.Refuse([ProblemSentence.Of(services, made.Problem)]);
        Console.Out.WriteLine($"Master key {made.Value} is in use.");
        Console.Error.WriteLine(KeepIt(made.Value));
        return ExitCode.Ok;
    }

    /// <summary>What an operator has to know about a key that was just made.</summary>
    private static string KeepIt(string id) =>
        $"Keep a copy of it (vault/{id}.key in KeyFolder, or Vault:Keys:{id}) apart from every backup of the data: without it no file can be read.";
}
