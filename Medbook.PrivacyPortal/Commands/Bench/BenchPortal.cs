using Medbook.PrivacyPortal.Domain;

namespace Medbook.PrivacyPortal.Commands.Bench;

/// <summary>A portal that lives in a folder of its own: the operator's database, keys and sources are left alone.</summary>
internal static class BenchPortal
{
    /// <summary>A map for benches that need no source.</summary>
    public const string NoSources = """{ "sources": {} }""";

    /// <summary>The file of its database, where it has one.</summary>
    public static string Database(string folder) => Path.Combine(folder, "data", "portal.db");

    /// <summary>Its settings; the data map lies beside it.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="postgres">A database of PostgreSQL for the portal itself; null for a file of SQLite.</param>
    public static string[] Settings(string folder, string? postgres = null) =>
    [
        "--environment=Production", $"--DataFolder={Path.Combine(folder, "data")}", $"--KeyFolder={Path.Combine(folder, "keys")}",
        $"--LedgerFolder={Path.Combine(folder, "ledger")}", $"--Database:Provider={(postgres is null ? "sqlite" : "postgresql")}",
        $"--ConnectionStrings:Portal={postgres ?? $"Data Source={Database(folder)}"}", $"--DataMap:Path={Path.Combine(folder, "datamap.json")}",
        "--PublicUrl=http://localhost", "--Smtp:Host=localhost", "--Smtp:From=bench@localhost", "--Logging:LogLevel:Default=Warning",
    ];

    /// <summary>Makes its folder and its data map.</summary>
    public static async Task PrepareAsync(string folder, string map, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.Combine(folder, "data"));
        await File.WriteAllTextAsync(Path.Combine(folder, "datamap.json"), map, ct);
    }

    /// <summary>Measures on a migrated portal in a temporary folder, of which nothing is left afterwards.</summary>
    /// <param name="host">Runs it.</param>
    /// <param name="programs">What has to be on this machine.</param>
    /// <param name="plan">Makes in its folder what the portal needs before it starts.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(CommandHost host, string[] programs, Func<string, Task<BenchPlan>> plan, CancellationToken ct)
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
