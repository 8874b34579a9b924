using System.CommandLine;
using System.IO.Compression;
using Medbook.PrivacyPortal.Commands.Bench;

namespace Medbook.PrivacyPortal.Commands;

/// <summary><c>bench export</c>: what a copy costs, beside the database's own shell on the same rows.</summary>
internal static class BenchCommand
{
    public static Command Create(CommandHost host) => new("bench", "Measure the portal on this machine.") { CreateExport(host), BenchTriageCommand.Create(host), BenchEraseCommand.Create(host), BenchSweepCommand.Create(host), BenchExtractCommand.Create(host) };

    private static Command CreateExport(CommandHost host)
    {
        var rows = new Option<int[]>("--rows")
        {
            Description = "Rows of one person; several sizes are measured in one run.",
            DefaultValueFactory = _ => [1_000, 10_000, 100_000],
            AllowMultipleArgumentsPerToken = true,
        };
        rows.Validators.Add(result => { if (result.GetValueOrDefault<int[]>()!.Any(size => size < 1)) result.AddError("A size is at least 1 row."); });
        var runs = new Option<int>("--runs") { Description = "How often each size is measured; the median counts.", DefaultValueFactory = _ => 5 };
        runs.Validators.Add(result => { if (result.GetValueOrDefault<int>() < 1) result.AddError("At least 1 run."); });
        var compression = new Option<string>("--compression") { Description = "As Copies:Compression.", DefaultValueFactory = _ => "fastest" };
        compression.AcceptOnlyFromAmong("fastest", "optimal", "none");
        var command = new Command("export",
            "CPU time and memory of a copy (encrypted, hashed, signed, with its page) beside sqlite3 and zip on the same rows. Exit code 2: one of them is missing.")
        {
            rows, runs, compression,
        };
        command.SetAction((parsed, ct) => RunAsync(host, parsed.GetRequiredValue(rows), parsed.GetValue(runs), LevelOf(parsed.GetRequiredValue(compression)), ct));
        return command;
    }

    private static CompressionLevel LevelOf(string name) => name switch
    {
        "fastest" => CompressionLevel.Fastest,
        "optimal" => CompressionLevel.Optimal,
        _ => CompressionLevel.NoCompression,
    };

    /// <summary>A portal of its own in a temporary folder: the operator's database, keys and sources are left alone.</summary>
    private static async Task<int> RunAsync(CommandHost host, int[] sizes, int runs, CompressionLevel compression, CancellationToken ct)
    {
        if (ShellExport.Missing() is { Count: > 0 } missing)
        {
            return CommandHost.Refuse([$"{string.Join(" and ", missing)} not found on this machine: there is nothing to compare with."]);
        }
        var folder = Directory.CreateTempSubdirectory("medbook-bench-");
        try
        {
            var source = new BenchSource(folder.FullName);
            await source.MakeAsync(sizes, ct);
            return await host.RunAsync(source.Settings, SchemaNeed.Migrate, async app =>
            {
                var bench = new ExportBench(app.Services, source, folder.FullName, runs, compression);
                return await bench.RunAsync(CommandHost.Operator, sizes, ct) is { } problem ? CommandHost.Refuse([ProblemSentence.Of(app.Services, problem)]) : ExitCode.Ok;
            }, ct);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
