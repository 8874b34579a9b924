using System.CommandLine;
using Medbook.PrivacyPortal.Commands.Bench;

namespace Medbook.PrivacyPortal.Commands;

/// <summary><c>bench erase</c>: what an erasure costs beside the same deletions by hand.</summary>
internal static class BenchEraseCommand
{
    public static Command Create(CommandHost host)
    {
        var rows = BenchOptions.Sizes("Rows of one person; several sizes are measured in one run.", [1_000, 10_000, 100_000], least: 1);
        var runs = BenchOptions.Number("--runs", "How often each size is measured; the median counts.", 3, least: 1);
        var postgres = BenchOptions.PostgreSqlSource();
        var command = new Command("erase",
            "CPU time of whole erasures (planned, approved, carried out, looked at again, with audit, ledger and certificate) beside the same deletions by hand. Exit code 2: sqlite3 is missing.")
        {
            rows, runs, postgres,
        };
        command.SetAction((parsed, ct) => RunAsync(host, parsed.GetRequiredValue(rows), parsed.GetValue(runs), parsed.GetValue(postgres), ct));
        return command;
    }

    private static Task<int> RunAsync(CommandHost host, int[] sizes, int runs, string? postgres, CancellationToken ct) => BenchRun.OnPortalAsync(host, ["sqlite3"], async folder =>
    {
        var source = new ErasureSource(folder, postgres);
        await source.PrepareAsync(ct);
        string[] settings = [.. BenchPortal.Settings(folder), $"--ConnectionStrings:{ErasureSource.Name}={source.Connection}", $"--Erasure:FourEyesFrom={int.MaxValue}"];
        return new BenchPlan(settings, async services =>
        {
            await ShellExport.LoadAsync(BenchPortal.Database(folder), BenchPeople.Script(ErasureBench.PeopleFor(sizes, runs), ErasureSource.Name), ct);
            return await new ErasureBench(services, source, runs).RunAsync(sizes, ct);
        });
    }, ct);
}
