using System.CommandLine;
using Medbook.PrivacyPortal.Operations.Consents.Receipts;

namespace Medbook.PrivacyPortal.Commands;

/// <summary><c>receipt verify FILE</c>: checks the proof of a choice against its signature, without any database or setting.</summary>
internal static class ReceiptCommand
{
    public static Command Create(CommandHost host) => new("receipt", "The proofs of choices that people take along.") { CreateVerify(host) };

    private static Command CreateVerify(CommandHost host)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The receipt (.json)." };
        var signature = new Option<FileInfo>("--signature") { Description = "Its signature; without it, the file beside it that ends in .sig.", HelpName = "FILE" };
        var keys = new Option<string>("--keys")
        {
            Description = "The portal's public keys: a file, or the address they are published at (/.well-known/copy-keys.json).",
            HelpName = "FILE|URL",
            Required = true,
        };
        var command = new Command("verify", "Check a receipt against its signature. Exit code 1: it is not genuine.") { file, signature, keys };
        command.SetAction((parsed, ct) => host.RunAsync([], SchemaNeed.None, app =>
        {
            var receipt = parsed.GetRequiredValue(file);
            return VerifyAsync(app.Services, receipt, parsed.GetValue(signature) ?? new FileInfo(Path.ChangeExtension(receipt.FullName, ".sig")),
                parsed.GetRequiredValue(keys), ct);
        }, ct));
        return command;
    }

    private static async Task<int> VerifyAsync(IServiceProvider services, FileInfo file, FileInfo signature, string from, CancellationToken ct)
    {
        foreach (var needed in new[] { file, signature })
        {
            if (!needed.Exists) return CommandHost.Refuse([$"There is no file '{needed.FullName}'."]);
        }
        var (keys, fault) = await PublicKeys.ReadAsync(from, ct);
        if (keys is null) return CommandHost.Refuse([fault!]);

        await using var scope = services.CreateAsyncScope();
        await using var receipt = file.OpenRead();
        await using var signed = signature.OpenRead();
        var result = await scope.ServiceProvider.GetRequiredService<VerifyConsentReceipt>().RunAsync(
            CommandHost.Operator, await VerifyConsentReceipt.TakeAsync(receipt, ct), await VerifyConsentReceipt.TakeAsync(signed, ct), keys, ct);
        Console.Out.WriteLine(result.IsOk ? Sentence(result.Value) : $"{file.Name}: {ProblemSentence.Of(services, result.Problem)}");
        return result.Value?.Verdict == ReceiptVerdict.Genuine ? ExitCode.Ok : ExitCode.Findings;
    }

    private static string Sentence(ReceiptCheck check) => check.Verdict switch
    {
        ReceiptVerdict.Genuine => $"The receipt is as it was made. {PublicKeys.SignedWith(check.Signer!)}",
        ReceiptVerdict.Changed => "Receipt and signature do not fit: one of them was changed.",
        ReceiptVerdict.UnknownKey => "The signature was made with a key that is not among the keys given.",
        ReceiptVerdict.NoReceipt => "The two files are no receipt with its signature.",
    };
}
