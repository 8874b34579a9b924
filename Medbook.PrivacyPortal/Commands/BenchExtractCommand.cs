using System.CommandLine;
using Medbook.PrivacyPortal.Commands.Bench;

namespace Medbook.PrivacyPortal.Commands;

/// <summary><c>bench extract</c>: what an extract for research costs, and whether its memory grows with the rows.</summary>
internal static class BenchExtractCommand
{
    public static Command Create(CommandHost host)
    {
        var rows = new Option<int[]>("--rows")
        {
            Description = "Rows of all people together, fifty each; several sizes are measured in one run.",
            DefaultValueFactory = _ => [100_000, 1_000_000],
            AllowMultipleArgumentsPerToken = true,
        };
        rows.Validators.Add(result => { if (result.GetValueOrDefault<int[]>()!.Any(size => size < 5_000)) result.AddError("A size is at least 5000 rows."); });
        var command = new Command("extract", "Time and memory of reading and of releasing an extract of a study. Exit code 2: sqlite3 is missing.") { rows };
        command.SetAction((parsed, ct) => RunAsync(host, parsed.GetRequiredValue(rows), ct));
        return command;
    }

    /// <summary>A portal of its own in a temporary folder: the operator's database, keys and sources are left alone.</summary>
    private static async Task<int> RunAsync(CommandHost host, int[] sizes, CancellationToken ct)
    {
        if (ShellExport.Missing().Contains("sqlite3")) return CommandHost.Refuse(["sqlite3 not found on this machine: it makes the rows."]);
        var folder = Directory.CreateTempSubdirectory("medbook-bench-").FullName;
        try
        {
            var source = new ExtractSource(folder);
            await source.PrepareAsync(ExtractBench.PeopleOf(sizes.Max()), ct);
            string[] settings = [.. BenchPortal.Settings(folder), $"--ConnectionStrings:{ExtractSource.Name}={source.Connection}"];
            return await host.RunAsync(settings, SchemaNeed.Migrate, async app => await new ExtractBench(app.Services, source).RunAsync(sizes, ct) is { } problem
                ? CommandHost.Refuse([ProblemSentence.Of(app.Services, problem)]) : ExitCode.Ok, ct);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
