using System.CommandLine;
using Medbook.PrivacyPortal.Commands.Bench;

namespace Medbook.PrivacyPortal.Commands;

/// <summary><c>bench triage</c>: what a page of the queue costs at its start and far behind it.</summary>
internal static class BenchTriageCommand
{
    public static Command Create(CommandHost host)
    {
        var requests = BenchOptions.Number("--requests", "Requests in the queue; seven of ten are open.", 1_000_000, least: 1_000);
        var runs = BenchOptions.Number("--runs", "How often each page is read.", 300, least: 1);
        var command = new Command("triage",
            "Time of a page of the queue (permission, counts and rows) at its start and at six sevenths of the open requests, on SQLite. Exit code 2: sqlite3 is missing.")
        {
            requests, runs,
        };
        command.SetAction((parsed, ct) => RunAsync(host, parsed.GetValue(requests), parsed.GetValue(runs), ct));
        return command;
    }

    private static Task<int> RunAsync(CommandHost host, int requests, int runs, CancellationToken ct) => BenchRun.OnPortalAsync(host, ["sqlite3"], async folder =>
    {
        await BenchPortal.PrepareAsync(folder, BenchPortal.NoSources, ct);
        return new BenchPlan(BenchPortal.Settings(folder), async services =>
        {
            await ShellExport.LoadAsync(BenchPortal.Database(folder), QueueRows.Script(requests), ct);
            return await new QueueBench(services, runs).RunAsync(requests / 10 * 6, ct);
        });
    }, ct);
}
