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
}
