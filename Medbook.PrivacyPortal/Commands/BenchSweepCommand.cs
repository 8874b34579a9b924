using System.CommandLine;
using Medbook.PrivacyPortal.Commands.Bench;

namespace Medbook.PrivacyPortal.Commands;

/// <summary><c>bench sweep</c>: what a sweep costs beside the same deletions by hand, and what others feel of it.</summary>
internal static class BenchSweepCommand
{
    private const int Requests = 20_000;

    public static Command Create(CommandHost host)
    {
        var rows = BenchOptions.Number("--rows", "Rows of the source; five of eleven are due.", 1_100_000, least: 1_100);
        var postgres = BenchOptions.PostgreSqlSource();
        var command = new Command("sweep",
            "CPU time of a whole sweep beside the same deletions by hand, how long another writer waits, and the queue meanwhile. Exit code 2: sqlite3 is missing.")
        {
            rows, postgres,
        };
        command.SetAction((parsed, ct) => RunAsync(host, parsed.GetValue(rows), parsed.GetValue(postgres), ct));
        return command;
    }

    private static Task<int> RunAsync(CommandHost host, int rows, string? postgres, CancellationToken ct) => BenchRun.OnPortalAsync(host, ["sqlite3"], async folder =>
    {
        var source = new SweepSource(folder, postgres);
        await source.PrepareAsync(ct);
        string[] settings = [.. BenchPortal.Settings(folder), $"--ConnectionStrings:{SweepSource.Name}={source.Connection}", $"--Erasure:FourEyesFrom={int.MaxValue}"];
        return new BenchPlan(settings, async services =>
        {
            await ShellExport.LoadAsync(BenchPortal.Database(folder), QueueRows.Script(Requests), ct);
            return await new SweepBench(services, source, rows).RunAsync(ct);
        });
    }, ct);
}
