using System.Data.Common;
using System.Diagnostics;

namespace Medbook.PrivacyPortal.Commands.Bench;

/// <summary>The shell of the source's database: sqlite3 or psql, each in a process of its own.</summary>
internal sealed class SourceShell
{
    private readonly string[] command;

    private SourceShell(string[] command) => this.command = command;

    /// <summary>The name of the program.</summary>
    public string Program => command[0];

    /// <summary>Of a file of SQLite.</summary>
    public static SourceShell OfFile(string path) => new(["sqlite3", "-bail", path]);

    /// <summary>Of a database of PostgreSQL.</summary>
    /// <param name="connection">Its connection string, in the words of the portal's settings.</param>
    public static SourceShell OfServer(string connection)
    {
        var words = new DbConnectionStringBuilder { ConnectionString = connection };
        var pairs = words.Keys.Cast<string>().Select(key => $"{(key is "database" ? "dbname" : key is "username" ? "user" : key)}='{words[key]}'");
        return new(["psql", "-X", "-q", "-t", "-A", "-v", "ON_ERROR_STOP=1", string.Join(' ', pairs)]);
    }

    /// <summary>Runs a script to its end.</summary>
    /// <returns>Its processor time, and the last line it printed.</returns>
    public async Task<(TimeSpan Cpu, string Last)> RunAsync(string script, CancellationToken ct)
    {
        // The shell around it counts the processor time of its child.
        using var process = Start(["sh", "-c", "\"$@\" && times", "bench", .. command]);
        var output = process.StandardOutput.ReadToEndAsync(ct);
        await process.StandardInput.WriteAsync(script.AsMemory(), ct);
        process.StandardInput.Close();
        var lines = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0) throw new InvalidOperationException($"{Program} failed with exit code {process.ExitCode}.");
        return (ShellExport.CpuOf(lines[^1]), lines.Length > 2 ? lines[^3] : "");
    }

    /// <summary>Opens it, to say one statement after the other and read each answer at once.</summary>
    public Process Open() => Start(["stdbuf", "-oL", .. command]);

    private static Process Start(string[] words) =>
        Process.Start(new ProcessStartInfo(words[0], words[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
}
