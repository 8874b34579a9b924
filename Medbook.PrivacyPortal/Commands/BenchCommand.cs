using System.CommandLine;
using System.IO.Compression;
using Medbook.PrivacyPortal.Commands.Bench;

namespace Medbook.PrivacyPortal.Commands;

/// <summary><c>bench export</c>: what a copy costs, beside the database's own shell on the same rows.</summary>
internal static class BenchCommand
{
    public static Command Create(CommandHost host) => new("bench", "Measure the portal on this machine.")
    {
        CreateExport(host), BenchTriageCommand.Create(host), BenchDashboardCommand.Create(host), BenchEraseCommand.Create(host), BenchSweepCommand.Create(host),
        BenchExtractCommand.Create(host),
    };

    private static Command CreateExport(CommandHost host)
    {
        var rows = BenchOptions.Sizes("Rows of one person; several sizes are measured in one run.", [1_000, 10_000, 100_000], least: 1);
        var runs = BenchOptions.Number("--runs", "How often each size is measured; the median counts.", 5, least: 1);
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

    private static Task<int> RunAsync(CommandHost host, int[] sizes, int runs, CompressionLevel compression, CancellationToken ct) =>
        BenchRun.OnPortalAsync(host, ["sqlite3", "zip"], async folder =>
        {
            var source = new BenchSource(folder);
            await source.MakeAsync(sizes, ct);
            return new BenchPlan(source.Settings, services => new ExportBench(services, source, folder, runs, compression).RunAsync(CommandHost.Operator, sizes, ct));
        }, ct);
}
