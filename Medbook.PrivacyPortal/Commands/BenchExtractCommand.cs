using System.CommandLine;
using Medbook.PrivacyPortal.Commands.Bench;

namespace Medbook.PrivacyPortal.Commands;

/// <summary><c>bench extract</c>: what an extract for research costs, and whether its memory grows with the rows.</summary>
internal static class BenchExtractCommand
{
    public static Command Create(CommandHost host)
    {
        var rows = BenchOptions.Sizes("Rows of all people together, fifty each; several sizes are measured in one run.", [100_000, 1_000_000], least: 5_000);
        var command = new Command("extract", "Time and memory of reading and of releasing an extract of a study. Exit code 2: sqlite3 is missing.") { rows };
        command.SetAction((parsed, ct) => RunAsync(host, parsed.GetRequiredValue(rows), ct));
        return command;
    }

    private static Task<int> RunAsync(CommandHost host, int[] sizes, CancellationToken ct) => BenchRun.OnPortalAsync(host, ["sqlite3"], async folder =>
    {
        var source = new ExtractSource(folder);
        await source.PrepareAsync(ExtractBench.PeopleOf(sizes.Max()), ct);
        string[] settings = [.. BenchPortal.Settings(folder), $"--ConnectionStrings:{ExtractSource.Name}={source.Connection}"];
        return new BenchPlan(settings, services => new ExtractBench(services, source).RunAsync(sizes, ct));
    }, ct);
}
