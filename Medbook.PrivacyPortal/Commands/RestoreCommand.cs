using System.CommandLine;
using Medbook.PrivacyPortal.Operations.Backups;

namespace Medbook.PrivacyPortal.Commands;

/// <summary><c>restore</c>: puts a backup in the place of the portal's data, and what was destroyed since is destroyed again.</summary>
internal static class RestoreCommand
{
    public static Command Create(CommandHost host)
    {
        var name = new Argument<string?>("NAME") { Description = "The backup, as 'backup list' names it; the newest complete one where nothing is said.", Arity = ArgumentArity.ZeroOrOne };
        var force = new Option<bool>("--force") { Description = "Replace the data that is there, for good. Stop every instance of the portal before." };
        var command = new Command("restore",
            "Put a backup in the place of the portal's data. It needs KeyFolder and LedgerFolder as they are now: what was destroyed since the backup is destroyed again before it is done.")
        {
            name, force,
        };
        command.SetAction((parsed, ct) => host.RunAsync([], SchemaNeed.Configured, async app =>
        {
            await using var scope = app.Services.CreateAsyncScope();
            var say = Progress.NowAndThen(app.Services.GetRequiredService<TimeProvider>());
            var restored = await scope.ServiceProvider.GetRequiredService<RestoreBackup>()
                .RunAsync(CommandHost.Operator, parsed.GetValue(name), parsed.GetValue(force), say, ct);
            return restored.IsOk ? Report(restored.Value) : CommandHost.Refuse([ProblemSentence.Of(app.Services, restored.Problem)]);
        }, ct));
        return command;
    }

    private static int Report(RestoreReport report)
    {
        Console.Out.WriteLine($"Backup {report.Manifest.Name} is restored: {report.Manifest.Rows.Values.Sum()} rows, {report.Files} files.");
        Console.Out.WriteLine($"Destroyed again, because the ledger names it: {report.Destroyed}.");
        Console.Error.WriteLine("Your own databases are restored by you, not by this. Run 'vault verify' and 'datamap check' before the portal serves.");
        return ExitCode.Ok;
    }
}
