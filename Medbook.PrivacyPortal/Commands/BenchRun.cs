using Medbook.PrivacyPortal.Commands.Bench;
using Medbook.PrivacyPortal.Domain;

namespace Medbook.PrivacyPortal.Commands;

/// <summary>What every bench does around its measuring.</summary>
internal static class BenchRun
{
    /// <summary>Measures on a migrated portal in a temporary folder, of which nothing is left afterwards.</summary>
    /// <param name="host">Runs it.</param>
    /// <param name="programs">What has to be on this machine.</param>
    /// <param name="plan">Makes in its folder what the portal needs before it starts.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> OnPortalAsync(CommandHost host, string[] programs, Func<string, Task<BenchPlan>> plan, CancellationToken ct)
    {
        var missing = programs.Where(program => !ShellExport.IsHere(program)).ToList();
        if (missing.Count > 0) return CommandHost.Refuse([$"{string.Join(" and ", missing)} not found on this machine: the bench makes its rows or compares with that."]);
        var folder = Directory.CreateTempSubdirectory("medbook-bench-").FullName;
        try
        {
            var (settings, measure) = await plan(folder);
            return await host.RunAsync(settings, SchemaNeed.Migrate, async app =>
                await measure(app.Services) is { } problem ? CommandHost.Refuse([ProblemSentence.Of(app.Services, problem)]) : ExitCode.Ok, ct);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

/// <summary>What a bench does.</summary>
/// <param name="Settings">The settings of its portal.</param>
/// <param name="Measure">Measures on the portal's services, and returns what kept it from that.</param>
internal sealed record BenchPlan(string[] Settings, Func<IServiceProvider, Task<Problem?>> Measure);
