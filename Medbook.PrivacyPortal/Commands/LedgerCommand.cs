using System.CommandLine;
using Medbook.PrivacyPortal.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Operations.Ledger;

namespace Medbook.PrivacyPortal.Commands;

/// <summary><c>ledger</c>: the ledger of what was destroyed.</summary>
internal static class LedgerCommand
{
    public static Command Create(CommandHost host) => new("ledger", "The ledger of what was destroyed, so that it stays destroyed when a backup comes back.") { CreateVerify(host), CreateReplay(host) };

    private static Command CreateVerify(CommandHost host)
    {
        var command = new Command("verify", "Read the whole ledger and check every line. Exit code 1: the first line that does not fit is named. The portal may serve meanwhile.");
        command.SetAction((_, ct) => host.RunAsync([], SchemaNeed.Current, async app =>
        {
            await using var scope = app.Services.CreateAsyncScope();
            var check = await scope.ServiceProvider.GetRequiredService<VerifyLedger>().RunAsync(CommandHost.Operator, ct);
            return check.IsOk ? Report(check.Value) : CommandHost.Refuse([ProblemSentence.Of(app.Services, check.Problem)]);
        }, ct));
        return command;
    }

    private static Command CreateReplay(CommandHost host)
    {
        var source = new Option<string>("--source") { Description = "The source: its name in the data map, 'portal' for the portal's own tables, 'vault' for the keys of its files.", Required = true };
        var to = new Option<DateTimeOffset>("--restored-to")
        {
            Description = "The time of the state that was restored (2026-01-31T02:00Z): what was destroyed before is not in it.", Required = true, HelpName = "TIME",
        };
        var command = new Command("replay",
            "Destroy again what the ledger names in a database that was restored without 'restore', before anybody writes into it. Stop the portal before. Exit code 1: something of it is still there.")
        {
            source, to,
        };
        command.SetAction((parsed, ct) => host.RunAsync([], SchemaNeed.Current, async app =>
        {
            await using var scope = app.Services.CreateAsyncScope();
            var replayed = await scope.ServiceProvider.GetRequiredService<ReplayLedger>()
                .RunAsync(CommandHost.Operator, parsed.GetRequiredValue(source), parsed.GetValue(to), ct);
            if (!replayed.IsOk) return CommandHost.Refuse([ProblemSentence.Of(app.Services, replayed.Problem)]);
            Console.Out.WriteLine($"Destroyed again: {replayed.Value.Destroyed}. Still there: {replayed.Value.Left}.");
            return replayed.Value.Left == 0 ? ExitCode.Ok : ExitCode.Findings;
        }, ct));
        return command;
    }

    private static int Report(LedgerCheck check)
    {
        if (check.HasTornTail) Console.Out.WriteLine("After the last line stands the beginning of one that was interrupted. It does not count; the next line takes its place.");
        if (check.Fault is not { } fault)
        {
            Console.Out.WriteLine($"Sound lines: {check.Place.Number}. Records named: {check.Records}.");
            return ExitCode.Ok;
        }
        Console.Out.WriteLine($"Line {check.Place.Number + 1} {Words(fault)}");
        Console.Out.WriteLine($"Sound lines before it: {check.Place.Number}. Put back the copy of LedgerFolder.");
        return ExitCode.Findings;
    }

    private static string Words(LedgerFault fault) => fault switch
    {
        LedgerFault.NoLine => "is no line of a ledger.",
        LedgerFault.Changed => "was changed, or written with another key.",
        LedgerFault.OutOfOrder => "has another number than it should: lines were taken out, put in or moved.",
        LedgerFault.OtherLineBefore => "does not follow from the line before it.",
        LedgerFault.EndMissing => "is missing, and all that followed: the ledger was longer.",
        LedgerFault.OtherHead => "cannot be vouched for: ledger.head in KeyFolder is not what the portal wrote, or belongs to another ledger.",
    };
}
