using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Medbook.PrivacyPortal.Infrastructure.Backup;
using Npgsql;

namespace Medbook.PrivacyPortal.Persistence.Backups;

/// <summary>
/// Runs <c>pg_dump</c> or <c>pg_restore</c> of the path. How to reach the server stands in the environment of the process, which
/// only its own user sees, and never among its arguments.
/// </summary>
internal static class PostgreSqlTool
{
    /// <summary>Runs a program whose output is the archive.</summary>
    public static Task DumpAsync(NpgsqlConnectionStringBuilder server, Stream to, IEnumerable<string> arguments, CancellationToken ct) =>
        RunAsync("pg_dump", server, arguments, async process => await process.StandardOutput.BaseStream.CopyToAsync(to, ct), ct);

    /// <summary>Runs a program whose input is the archive.</summary>
    public static Task RestoreAsync(NpgsqlConnectionStringBuilder server, Func<Stream> from, IEnumerable<string> arguments, CancellationToken ct) =>
        RunAsync("pg_restore", server, [$"--dbname={server.Database}", "--no-owner", "--no-privileges", "--exit-on-error", .. arguments], async process =>
        {
            await using var archive = from();
            try
            {
                await archive.CopyToAsync(process.StandardInput.BaseStream, ct);
            }
            catch (IOException)
            {
                // It read what it needed, or it failed: its exit code says which.
            }
        }, ct);

    private static async Task RunAsync(
        string program, NpgsqlConnectionStringBuilder server, IEnumerable<string> arguments, Func<Process, Task> pipe, CancellationToken ct)
    {
        using var process = Start(program, server, arguments);
        try
        {
            var said = process.StandardError.ReadToEndAsync(ct);
            await pipe(process);
            Close(process.StandardInput);
            await process.WaitForExitAsync(ct);
            if (process.ExitCode != 0) throw new BackupException($"{program} failed with exit code {process.ExitCode}: {FirstLine(await said)}");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(string program, NpgsqlConnectionStringBuilder server, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        Set("PGHOST", server.Host);
        Set("PGPORT", server.Port.ToString(CultureInfo.InvariantCulture));
        Set("PGDATABASE", server.Database);
        Set("PGUSER", server.Username);
        Set("PGPASSWORD", server.Password);
        Set("PGPASSFILE", server.Passfile);
        Set("PGSSLMODE", server.SslMode switch
        {
            SslMode.Disable => "disable",
            SslMode.Allow => "allow",
            SslMode.Prefer => "prefer",
            SslMode.Require => "require",
            SslMode.VerifyCA => "verify-ca",
            SslMode.VerifyFull => "verify-full",
            _ => null,
        });
        Set("PGSSLROOTCERT", server.RootCertificate);
        Set("LC_MESSAGES", "C");
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new BackupException($"{program} was not found on the path. Install the client programs of PostgreSQL (postgresql-client), of the server's version or newer.");
        }

        void Set(string name, string? value)
        {
            if (value is not null) start.Environment[name] = value;
        }
    }

    private static void Close(StreamWriter input)
    {
        try
        {
            input.Close();
        }
        catch (IOException)
        {
            // It has ended already.
        }
    }

    private static string FirstLine(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "it said nothing.";
}
