using System.CommandLine;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Operations.Copies;

namespace Medbook.PrivacyPortal.Commands;

/// <summary><c>export verify FILE</c>: checks a copy against its manifest, schemas and signature, without any database or setting.</summary>
internal static class ExportVerifyCommand
{
    public static Command Create(CommandHost host)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The ZIP of a copy." };
        var keys = new Option<string>("--keys")
        {
            Description = "The portal's public keys: a file, or the address they are published at (/.well-known/copy-keys.json). Without them the origin is not checked.",
            HelpName = "FILE|URL",
        };
        var command = new Command("verify", "Check a copy against its manifest and its signature. Exit code 1: something differs, or its origin was not checked.")
        {
            file, keys,
        };
        command.SetAction((parsed, ct) => host.RunAsync([], SchemaNeed.None,
            app => VerifyAsync(app.Services, parsed.GetRequiredValue(file), parsed.GetValue(keys), ct), ct));
        return command;
    }

    private static async Task<int> VerifyAsync(IServiceProvider services, FileInfo file, string? from, CancellationToken ct)
    {
        if (!file.Exists) return CommandHost.Refuse([$"There is no file '{file.FullName}'."]);
        JsonWebKeySet? keys = null;
        if (from is not null)
        {
            var (read, fault) = await PublicKeys.ReadAsync(from, ct);
            if (fault is not null) return CommandHost.Refuse([fault]);
            keys = read;
        }

        await using var scope = services.CreateAsyncScope();
        await using var copy = file.OpenRead();
        var result = await scope.ServiceProvider.GetRequiredService<VerifyCopy>().RunAsync(CommandHost.Operator, copy, keys, ct);
        if (!result.IsOk)
        {
            Console.Out.WriteLine($"{file.Name}: {ProblemSentence.Of(services, result.Problem)}");
            return ExitCode.Findings;
        }
        return Report(result.Value);
    }

    private static int Report(CopyCheck check)
    {
        foreach (var difference in check.Differences) Console.Out.WriteLine($"{difference.Path} {difference.What}.");
        if (check.Differences.Count > 0) return ExitCode.Findings;
        Console.Out.WriteLine("Every file is as the manifest says.");
        if (check is not { IsGenuine: true, Signer: { } signer })
        {
            Console.Out.WriteLine("Integrity only, origin not checked: name the portal's public keys with --keys.");
            return ExitCode.Findings;
        }
        Console.Out.WriteLine(PublicKeys.SignedWith(signer));
        return ExitCode.Ok;
    }
}
