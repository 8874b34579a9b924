using System.CommandLine;
using Medbook.PrivacyPortal.Commands.Bench;

namespace Medbook.PrivacyPortal.Commands;

/// <summary><c>bench erase</c>: what an erasure costs beside the same deletions by hand.</summary>
internal static class BenchEraseCommand
{
    public static Command Create(CommandHost host)
    {
        var rows = new Option<int[]>("--rows")
        {
            Description = "Rows of one person; several sizes are measured in one run.",
            DefaultValueFactory = _ => [1_000, 10_000, 100_000],
            AllowMultipleArgumentsPerToken = true,
        };
        rows.Validators.Add(result => { if (result.GetValueOrDefault<int[]>()!.Any(size => size < 1)) result.AddError("A size is at least 1 row."); });
        var runs = new Option<int>("--runs") { Description = "How often each size is measured; the median counts.", DefaultValueFactory = _ => 3 };
        runs.Validators.Add(result => { if (result.GetValueOrDefault<int>() < 1) result.AddError("At least 1 run."); });
        var postgres = new Option<string?>("--postgresql")
        {
            Description = "Connection string of an empty database on this machine, for the source: its tables 'events' and 'members' are replaced. Without it the source is SQLite. With it psql is needed, too.",
            HelpName = "CONNECTION",
        };
        var command = new Command("erase",
            "CPU time of whole erasures (planned, approved, carried out, looked at again, with audit, ledger and certificate) beside the same deletions by hand. Exit code 2: sqlite3 is missing.")
        {
            rows, runs, postgres,
        };
        command.SetAction((parsed, ct) => RunAsync(host, parsed.GetRequiredValue(rows), parsed.GetValue(runs), parsed.GetValue(postgres), ct));
        return command;
    }

    private static async Task<int> RunAsync(CommandHost host, int[] sizes, int runs, string? postgres, CancellationToken ct)
    {
        if (ShellExport.Missing().Contains("sqlite3")) return CommandHost.Refuse(["sqlite3 not found on this machine: there is nothing to compare with."]);
        var folder = Directory.CreateTempSubdirectory("medbook-bench-").FullName;
        try
        {
            var source = new ErasureSource(folder, postgres);
            await source.PrepareAsync(ct);
            string[] settings = [.. BenchPortal.Settings(folder), $"--ConnectionStrings:{ErasureSource.Name}={source.Connection}", $"--Erasure:FourEyesFrom={int.MaxValue}"];
            return await host.RunAsync(settings, SchemaNeed.Migrate, async app =>
            {
                await ShellExport.LoadAsync(BenchPortal.Database(folder), BenchPeople.Script(ErasureBench.PeopleFor(sizes, runs), ErasureSource.Name), ct);
                return await new ErasureBench(app.Services, source, runs).RunAsync(sizes, ct) is { } problem
                    ? CommandHost.Refuse([ProblemSentence.Of(app.Services, problem)]) : ExitCode.Ok;
            }, ct);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
