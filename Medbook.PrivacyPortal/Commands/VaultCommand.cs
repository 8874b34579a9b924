using System.CommandLine;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Operations.Vault;

namespace Medbook.PrivacyPortal.Commands;

/// <summary><c>vault</c>: the encrypted files of the portal, and the key at the top of them.</summary>
internal static class VaultCommand
{
    public static Command Create(CommandHost host) => new("vault", "The encrypted files of the portal and their master key.")
    {
        CreateInit(host), CreateVerify(host), CreateRotate(host), CreateKeyLost(host),
    };

    private static Command CreateInit(CommandHost host)
    {
        var command = new Command("init", "Make the first master key, or take over the one under Vault:Keys. Once; it refuses where there is one.");
        command.SetAction((_, ct) => RunAsync<InitVault, string>(host, (init, _) => init.RunAsync(CommandHost.Operator, ct), made =>
        {
            Console.Out.WriteLine($"Master key {made} is in use.");
            Console.Error.WriteLine(KeepIt(made));
            return ExitCode.Ok;
        }, ct));
        return command;
    }

    private static Command CreateVerify(CommandHost host)
    {
        var command = new Command("verify", "Read every file: 0 all sound, 1 findings, 2 the disk or a key is not there. The portal may serve meanwhile.");
        command.SetAction((_, ct) => RunAsync<VerifyVault, VaultReport>(
            host,
            (verify, say) => verify.RunAsync(CommandHost.Operator, Say, progress => say($"{progress.Files} of {progress.OfFiles} files read"), ct),
            report =>
            {
                Console.Out.WriteLine($"Sound files: {report.Sound}. Findings: {report.Findings}.");
                return report.Findings == 0 ? ExitCode.Ok : ExitCode.Findings;
            }, ct));
        return command;
    }

    private static Command CreateRotate(CommandHost host)
    {
        var command = new Command("rotate", "Put a new master key in the place of the current one, while the portal serves. Run it again if it was interrupted.");
        command.SetAction((_, ct) => RunAsync<RotateVaultKey, VaultRotation>(
            host,
            (rotate, say) => rotate.RunAsync(CommandHost.Operator, done => say($"keys wrapped anew: {done}"), ct),
            rotation =>
            {
                Console.Out.WriteLine($"Master key {rotation.New} is in use. Keys of owners wrapped anew: {rotation.Rewrapped}.");
                Console.Error.WriteLine(KeepIt(rotation.New));
                Console.Out.WriteLine(rotation.Stuck == 0
                    ? $"Master key {rotation.Old} protects nothing any more. It may be destroyed; a backup of the database made before now needs it."
                    : $"Keys of owners that do not open and stay under master key {rotation.Old}: {rotation.Stuck}. Keep that key, and run 'vault verify'.");
                return rotation.Stuck == 0 ? ExitCode.Ok : ExitCode.Findings;
            }, ct));
        return command;
    }

    private static Command CreateKeyLost(CommandHost host)
    {
        var confirm = new Option<string>("--confirm") { Description = "The id of the lost key, so that it is not done by mistake.", Required = true };
        var command = new Command(
            "key-lost", "Nobody has a master key any more: destroy what it wrapped, tell the owners by mail, start a new key. Requests and choices stay.")
        {
            confirm,
        };
        command.SetAction((parsed, ct) => RunAsync<DeclareVaultKeyLost, VaultLoss>(
            host,
            (declare, say) => declare.RunAsync(CommandHost.Operator, parsed.GetRequiredValue(confirm), done => say($"files destroyed: {done}"), ct),
            loss =>
            {
                Console.Out.WriteLine($"Files destroyed: {loss.Files}. People told by mail: {loss.Told}.");
                Console.Out.WriteLine($"Master key {loss.NewKey} is in use.");
                Console.Error.WriteLine(KeepIt(loss.NewKey));
                return ExitCode.Ok;
            }, ct));
        return command;
    }

    private static Task<int> RunAsync<TOperation, T>(
        CommandHost host, Func<TOperation, Action<string>, Task<Result<T>>> run, Func<T, int> report, CancellationToken ct) where TOperation : notnull =>
        host.RunAsync([], SchemaNeed.Current, async app =>
        {
            await using var scope = app.Services.CreateAsyncScope();
            var result = await run(scope.ServiceProvider.GetRequiredService<TOperation>(), Progress.NowAndThen(app.Services.GetRequiredService<TimeProvider>()));
            return result.IsOk ? report(result.Value) : CommandHost.Refuse([ProblemSentence.Of(app.Services, result.Problem)]);
        }, ct);

    private static void Say(VaultFinding finding) => Console.Out.WriteLine(finding.Fault switch
    {
        VaultFault.Damaged => $"{finding.File:n}: damaged. It must not be delivered; the person can have a new one made.",
        VaultFault.Missing => $"{finding.File:n}: its bytes are missing. Restore them from a backup of DataFolder/vault.",
        VaultFault.Unknown => $"{finding.File:n}: bytes that the database does not know. Was the database restored from an older backup?",
        VaultFault.Leftover => $"{finding.File:n}: bytes of a destroyed file. They cannot be read; the portal removes them.",
        VaultFault.Foreign => "A file in DataFolder/vault is none of the vault's. Move it away.",
    });

    /// <summary>What an operator has to know about a key that was just made.</summary>
    private static string KeepIt(string id) =>
        $"Keep a copy of it (vault/{id}.key in KeyFolder, or Vault:Keys:{id}) apart from every backup of the data: without it no file can be read.";
}
