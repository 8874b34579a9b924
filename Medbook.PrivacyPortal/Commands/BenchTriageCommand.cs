using System.CommandLine;
using Medbook.PrivacyPortal.Commands.Bench;

namespace Medbook.PrivacyPortal.Commands;

/// <summary><c>bench triage</c>: what a page of the queue costs at its start and far behind it.</summary>
internal static class BenchTriageCommand
{
    private const string NoSources = """{ "sources": {} }""";

    public static Command Create(CommandHost host)
    {
        var requests = new Option<int>("--requests") { Description = "Requests in the queue; seven of ten are open.", DefaultValueFactory = _ => 1_000_000 };
        requests.Validators.Add(result => { if (result.GetValueOrDefault<int>() < 1_000) result.AddError("At least 1000 requests."); });
        var runs = new Option<int>("--runs") { Description = "How often each page is read.", DefaultValueFactory = _ => 300 };
        runs.Validators.Add(result => { if (result.GetValueOrDefault<int>() < 1) result.AddError("At least 1 run."); });
        var command = new Command("triage",
            "Time of a page of the queue (permission, counts and rows) at its start and at six sevenths of the open requests, on SQLite. Exit code 2: sqlite3 is missing.")
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
                await ShellExport.LoadAsync(BenchPortal.Database(folder), QueueRows.Script(requests), ct);
                return await new QueueBench(app.Services, runs).RunAsync(requests / 10 * 6, ct) is { } problem
                    ? CommandHost.Refuse([ProblemSentence.Of(app.Services, problem)]) : ExitCode.Ok;
            }, ct);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
