using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>
/// A real PostgreSQL server of this run's own: its data folder and its socket lie in a folder of the tests, no port is
/// opened. It ends with the run, however that ends: a shell holds the other end of a pipe and stops the server when the
/// pipe closes.
/// </summary>
public sealed class PostgresServer
{
    private static readonly Lazy<Task<PostgresServer>> Shared = new(StartAsync);

    private static int databases;

    private readonly string folder;

    private PostgresServer(string folder) => this.folder = folder;

    /// <summary>Where the server keeps its databases and its log of writes.</summary>
    public string DataFolder => Path.Combine(folder, "data");

    /// <summary>The server of this run; started by whoever asks first.</summary>
    public static Task<PostgresServer> SharedAsync() => Shared.Value;

    /// <summary>Creates a database of the caller's own.</summary>
    /// <param name="template">A database to copy; nobody may be connected to it. Empty where null.</param>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync(string? template = null)
    {
        var name = $"t{Interlocked.Increment(ref databases)}";
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template ?? "template0"}");
        return ConnectionStringOf(name);
    }

    /// <summary>Drops a database, and whoever is still connected to it.</summary>
    public async Task DropDatabaseAsync(string connectionString)
    {
        await using (var connection = new NpgsqlConnection(connectionString)) NpgsqlConnection.ClearPool(connection);
        await ExecuteAsync($"DROP DATABASE IF EXISTS {NameIn(connectionString)} WITH (FORCE)");
    }

    /// <summary>The name of the database in a connection string.</summary>
    public static string NameIn(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString).Database!;

    /// <summary>Stops a server that a killed run left in this folder.</summary>
    internal static void StopLeftover(string folder)
    {
        var file = Path.Combine(folder, "data", "postmaster.pid");
        if (!File.Exists(file) || !int.TryParse(File.ReadLines(file).First(), CultureInfo.InvariantCulture, out var id)) return;
        var commandLine = $"/proc/{id}/cmdline";
        if (File.Exists(commandLine) && File.ReadAllText(commandLine).Contains(folder, StringComparison.Ordinal))
        {
            Process.GetProcessById(id).Kill();
        }
    }

    private static async Task<PostgresServer> StartAsync()
    {
        var programs = Programs()
            ?? (await SystemPackages.TryInstallAsync("postgresql") ? Programs() : null)
            ?? throw SystemPackages.Missing("PostgreSQL");
        var server = new PostgresServer(TestFolders.NewPath("pg"));

        // Everything the server needs happens as its own user; root may not run it.
        var script = $"""
            umask 077; mkdir '{server.folder}'; exec >'{server.folder}/log' 2>&1; trap '' INT
            '{programs}/initdb' -D '{server.folder}/data' -U portal -A trust -E UTF8 --locale=C.UTF-8 --no-sync || exit 1
            '{programs}/postgres' -D '{server.folder}/data' -k '{server.folder}' -c listen_addresses= -c fsync=off \
                -c synchronous_commit=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0 -c max_connections=200 &
            server=$!; cat >/dev/null; kill -INT $server; wait $server; rm -rf '{server.folder}'
            """;
        string[] command = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", "sh", "-c", script] : ["sh", "-c", script];
        var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, WorkingDirectory = "/" })!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => process.StandardInput.Close();
        await server.WaitAsync(process);
        return server;
    }

    private static string? Programs()
    {
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(folder => folder).Select(folder => Path.Combine(folder, "bin"))
            : [];
        return installed.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
    }

    private async Task WaitAsync(Process process)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await ExecuteAsync("SELECT 1");
                return;
            }
            catch (NpgsqlException) when (!process.HasExited && waited.Elapsed < TimeSpan.FromMinutes(2))
            {
                await Task.Delay(50);
            }
            catch (NpgsqlException e)
            {
                var log = Path.Combine(folder, "log");
                throw new InvalidOperationException($"PostgreSQL did not start: {(File.Exists(log) ? File.ReadAllText(log) : e.Message)}", e);
            }
        }
    }

    private string ConnectionStringOf(string database) =>
        new NpgsqlConnectionStringBuilder { Host = folder, Database = database, Username = "portal", MaxPoolSize = 20 }.ConnectionString;

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(ConnectionStringOf("postgres")) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
