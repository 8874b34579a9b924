using System.CommandLine;
using Medbook.PrivacyPortal.Commands.Bench;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Commands;

/// <summary><c>bench dashboard</c>: what the dashboard costs, beside a recount of what it shows.</summary>
internal static class BenchDashboardCommand
{
    public static Command Create(CommandHost host)
    {
        var requests = BenchOptions.Number("--requests", "Requests of three years.", 1_000_000, least: 1_000);
        var runs = BenchOptions.Number("--runs", "How often it is read.", 100, least: 1);
        var postgres = BenchOptions.PostgreSql("the portal, which fills it and leaves it so");
        var command = new Command("dashboard",
            "Time of everything that opening the dashboard reads (figures of twelve months, and what has to be looked at) beside a recount of all requests. Exit code 2: sqlite3 or psql is missing.")
        {
            requests, runs, postgres,
        };
        command.SetAction((parsed, ct) => RunAsync(host, parsed.GetValue(requests), parsed.GetValue(runs), parsed.GetValue(postgres), ct));
        return command;
    }

    private static Task<int> RunAsync(CommandHost host, int requests, int runs, string? postgres, CancellationToken ct) =>
        BenchRun.OnPortalAsync(host, [postgres is null ? "sqlite3" : "psql"], async folder =>
        {
            await BenchPortal.PrepareAsync(folder, BenchPortal.NoSources, ct);
            return new BenchPlan(BenchPortal.Settings(folder, postgres), async services =>
            {
                var today = BrusselsTime.Today(services.GetRequiredService<TimeProvider>());
                var shell = postgres is null ? SourceShell.OfFile(BenchPortal.Database(folder)) : SourceShell.OfServer(postgres);
                await shell.RunAsync(new DashboardRows(postgres is not null).Script(requests, today), ct);
                return await new DashboardBench(services, runs, postgres is not null).RunAsync(ct);
            });
        }, ct);
}
