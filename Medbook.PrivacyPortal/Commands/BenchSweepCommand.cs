using System.CommandLine;
using Medbook.PrivacyPortal.Commands.Bench;

namespace Medbook.PrivacyPortal.Commands;

/// <summary><c>bench sweep</c>: what a sweep costs beside the same deletions by hand, and what others feel of it.</summary>
internal static class BenchSweepCommand
{
    private const int Requests = 20_000;

    public static Command Create(CommandHost host)
    {
        var rows = new Option<int>("--rows") { Description = "Rows of the source; five of eleven are due.", DefaultValueFactory = _ => 1_100_000 };
        rows.Validators.Add(result => { if (result.GetValueOrDefault<int>() < 1_100) result.AddError("At least 1100 rows."); });
        var postgres = new Option<string?>("--postgresql")
        {
            Description = "Connection string of an empty database on this machine, for the source: its tables 'events' and 'members' are replaced. Without it the source is SQLite. With it psql is needed, too.",
            HelpName = "CONNECTION",
        };
        var command = new Command("sweep",
            "CPU time of a whole sweep beside the same deletions by hand, how long another writer waits, and the queue meanwhile. Exit code 2: sqlite3 is missing.")
        {
            rows, postgres,
        };
        command.SetAction((parsed, ct) => RunAsync(host, parsed.GetValue(rows), parsed.GetValue(postgres), ct));
        return command;
    }

    private static async Task<int> RunAsync(CommandHost host, int rows, string? postgres, CancellationToken ct)
    {
        if (ShellExport.Missing().Contains("sqlite3")) return CommandHost.Refuse(["sqlite3 not found on this machine: it makes the queue and what is compared with."]);
        var folder = Directory.CreateTempSubdirectory("medbook-bench-").FullName;
        try
        {
            var source = new SweepSource(folder, postgres);
            await source.PrepareAsync(ct);
            string[] settings = [.. BenchPortal.Settings(folder), $"--ConnectionStrings:{SweepSource.Name}={source.Connection}", $"--Erasure:FourEyesFrom={int.MaxValue}"];
            return await host.RunAsync(settings, SchemaNeed.Migrate, async app =>
            {
                await ShellExport.LoadAsync(BenchPortal.Database(folder), QueueRows.Script(Requests), ct);
                return await new SweepBench(app.Services, source, rows).RunAsync(ct) is { } problem
                    ? CommandHost.Refuse([ProblemSentence.Of(app.Services, problem)]) : ExitCode.Ok;
            }, ct);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
