using System.CommandLine;
using Medbook.PrivacyPortal.Commands.Bench;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Commands;

/// <summary><c>bench dashboard</c>: what the dashboard costs, beside a recount of what it shows.</summary>
internal static class BenchDashboardCommand
{
    private const string NoSources = """{ "sources": {} }""";

    public static Command Create(CommandHost host)
    {
        var requests = new Option<int>("--requests") { Description = "Requests of three years.", DefaultValueFactory = _ => 1_000_000 };
        requests.Validators.Add(result => { if (result.GetValueOrDefault<int>() < 1_000) result.AddError("At least 1000 requests."); });
        var runs = new Option<int>("--runs") { Description = "How often it is read.", DefaultValueFactory = _ => 100 };
        runs.Validators.Add(result => { if (result.GetValueOrDefault<int>() < 1) result.AddError("At least 1 run."); });
        var command = new Command("dashboard",
            "Time of the dashboard (permission and figures of twelve months) beside a recount of all requests, on SQLite. Exit code 2: sqlite3 is missing.")
        {
            requests, runs,
        };
        command.SetAction((parsed, ct) => RunAsync(host, parsed.GetValue(requests), parsed.GetValue(runs), ct));
        return command;
    }

    private static async Task<int> RunAsync(CommandHost host, int requests, int runs, CancellationToken ct)
    {
        if (ShellExport.Missing().Contains("sqlite3")) return CommandHost.Refuse(["sqlite3 not found on this machine: it makes the rows."]);
        var folder = Directory.CreateTempSubdirectory("medbook-bench-").FullName;
        try
        {
            await BenchPortal.PrepareAsync(folder, NoSources, ct);
            return await host.RunAsync(BenchPortal.Settings(folder), SchemaNeed.Migrate, async app =>
            {
                var today = BrusselsTime.Today(app.Services.GetRequiredService<TimeProvider>());
                await ShellExport.LoadAsync(BenchPortal.Database(folder), DashboardRows.Script(requests, today), ct);
                return await new DashboardBench(app.Services, runs).RunAsync(ct) is { } problem
                    ? CommandHost.Refuse([ProblemSentence.Of(app.Services, problem)]) : ExitCode.Ok;
            }, ct);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
