using System.CommandLine;
using Medbook.PrivacyPortal.Operations.Copies;

namespace Medbook.PrivacyPortal.Commands;

/// <summary><c>keys</c>: the keys that sign copies, certificates and receipts.</summary>
internal static class KeysCommand
{
    public static Command Create(CommandHost host) => new("keys", "The keys that sign copies.") { CreateShow(host), CreateRotate(host) };

    private static Command CreateShow(CommandHost host)
    {
        var command = new Command("show", "Print the public keys as they are published, for 'export verify --keys FILE'.");
        command.SetAction((_, ct) => host.RunAsync([], SchemaNeed.Current, async app =>
        {
            await using var scope = app.Services.CreateAsyncScope();
            var keys = await scope.ServiceProvider.GetRequiredService<ReadCopyKeys>().RunAsync(CommandHost.Operator, ct);
            if (!keys.IsOk) return CommandHost.Refuse([ProblemSentence.Of(app.Services, keys.Problem)]);
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(keys.Value.ToJson(), ct);
            Console.Out.WriteLine();
            return ExitCode.Ok;
        }, ct));
        return command;
    }

    private static Command CreateRotate(CommandHost host)
    {
        var command = new Command("rotate-signing", "Sign copies with a new key from now on. The old one stays published: its signatures stay good.");
        command.SetAction((_, ct) => host.RunAsync([], SchemaNeed.Current, async app =>
        {
            await using var scope = app.Services.CreateAsyncScope();
            if (await scope.ServiceProvider.GetRequiredService<VaultStart>().RunAsync(ct) is { } keyless) return CommandHost.Refuse([ProblemSentence.Of(app.Services, keyless)]);
            var made = await scope.ServiceProvider.GetRequiredService<RotateSigningKey>().RunAsync(CommandHost.Operator, ct);
            if (!made.IsOk) return CommandHost.Refuse([ProblemSentence.Of(app.Services, made.Problem)]);
            Console.Out.WriteLine($"Key {made.Value} signs copies from now on.");
            return ExitCode.Ok;
        }, ct));
        return command;
    }
}
