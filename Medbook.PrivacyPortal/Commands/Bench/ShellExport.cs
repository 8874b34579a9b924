using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Medbook.PrivacyPortal.Commands.Bench;

/// <summary>The same rows as JSON and CSV by the sqlite3 shell, and zip around them: what somebody would do by hand.</summary>
internal static partial class ShellExport
{
    /// <summary>Whether a program is on this machine.</summary>
    public static bool IsHere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>Runs them under a shell, which counts the CPU time of its children.</summary>
    /// <returns>CPU time, and the size of the archive in bytes.</returns>
    public static async Task<(TimeSpan Cpu, long Bytes)> RunAsync(string database, string query, string folder, CancellationToken ct)
    {
        var zip = Path.Combine(folder, "shell.zip");
        File.Delete(zip);
        // Arguments, not text of the script: no path can break out of it.
        const string script =
            """
            set -e; cd "$1"
            sqlite3 -readonly -json "$2" "$3" > rows.json
            sqlite3 -readonly -csv -header "$2" "$3" > rows.csv
            zip -q shell.zip rows.json rows.csv
            times
            """;
        var start = new ProcessStartInfo("sh", ["-c", script, "bench", folder, database, query]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0) throw new InvalidOperationException($"sqlite3 or zip failed with exit code {process.ExitCode}.");
        // The second line is the children's: user and system.
        var children = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        return (CpuOf(children), new FileInfo(zip).Length);
    }

    /// <summary>The processor time in a line of the shell's <c>times</c>.</summary>
    public static TimeSpan CpuOf(string line) => Times().Matches(line).Aggregate(TimeSpan.Zero, (sum, time) => sum + Parse(time));

    /// <summary>Lets the sqlite3 shell make a database.</summary>
    public static async Task LoadAsync(string database, string script, CancellationToken ct)
    {
        using var process = Process.Start(new ProcessStartInfo("sqlite3", ["-bail", database]) { RedirectStandardInput = true })!;
        await process.StandardInput.WriteAsync(script.AsMemory(), ct);
        process.StandardInput.Close();
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0) throw new InvalidOperationException($"sqlite3 failed with exit code {process.ExitCode}.");
    }

    private static TimeSpan Parse(Match time) => TimeSpan.FromSeconds(
        (int.Parse(time.Groups[1].Value, CultureInfo.InvariantCulture) * 60) + double.Parse(time.Groups[2].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"(\d+)m([\d.]+)s")]
    private static partial Regex Times();
}
