using System.Security.Cryptography;
using Medbook.PrivacyPortal.Infrastructure.Backup;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Medbook.PrivacyPortal.Persistence.Backups;

/// <summary>
/// Backups of the portal's database on a server: two dumps of one snapshot. They are put together by section, because a foreign key
/// can only stand when both are there.
/// </summary>
internal sealed class PostgreSqlBackup(PortalSettings settings, IDbContextFactory<PortalDb> dbs) : IDatabaseBackup
{
    private const string NoRight = "42501", Tried = "_try_";
    private const int MostLooks = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private NpgsqlConnectionStringBuilder Server => new(settings.PortalConnection) { Pooling = false };

    public async Task<bool> IsEmptyAsync(CancellationToken ct)
    {
        await using var server = await PostgreSqlServer.OpenAsync(Server, ct);
        return (await server.TablesAsync(ct)).Count == 0;
    }

    public async Task<bool> IsInUseAsync(CancellationToken ct)
    {
        await using (var pooled = new NpgsqlConnection(settings.PortalConnection)) NpgsqlConnection.ClearPool(pooled);
        await using var server = await PostgreSqlServer.OpenAsync(Server, ct);
        // A connection that was closed a moment ago is still in the view; one that is used stays in it.
        for (var look = 0; look < MostLooks; look++)
        {
            var others = await server.ReadAsync(
                "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'",
                row => row.GetInt64(0), ct);
            if (others[0] == 0) return false;
            await Task.Delay(Pause, ct);
        }
        return true;
    }

    public async Task<IDatabaseSnapshot> TakeAsync(string scratch, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await PostgreSqlSnapshot.TakeAsync(Server, KeyTables.Of(db), ct);
    }

    public async Task<SortedDictionary<string, long>?> TryOutAsync(DatabaseArchives archives, string scratch, CancellationToken ct)
    {
        await using var server = await PostgreSqlServer.OpenAsync(Server, ct);
        var name = $"{Server.Database}{Tried}{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        try
        {
            await DropTriedAsync(server, ct);
            await server.RunAsync($"CREATE DATABASE {Quoted(name)} TEMPLATE template0", ct);
        }
        catch (PostgresException fault) when (fault.SqlState == NoRight)
        {
            return null;
        }
        try
        {
            return await JoinAsync(archives, new NpgsqlConnectionStringBuilder(Server.ConnectionString) { Database = name }, ct);
        }
        finally
        {
            await server.RunAsync($"DROP DATABASE IF EXISTS {Quoted(name)} WITH (FORCE)", CancellationToken.None);
        }
    }

    public async Task<SortedDictionary<string, long>> RestoreAsync(DatabaseArchives archives, string scratch, CancellationToken ct)
    {
        await using (var server = await PostgreSqlServer.OpenAsync(Server, ct))
        {
            await server.RunAsync("DROP SCHEMA IF EXISTS public CASCADE", ct);
            await server.RunAsync("CREATE SCHEMA public", ct);
        }
        return await JoinAsync(archives, Server, ct);
    }

    private static async Task<SortedDictionary<string, long>> JoinAsync(DatabaseArchives archives, NpgsqlConnectionStringBuilder server, CancellationToken ct)
    {
        await PostgreSqlTool.RestoreAsync(server, archives.Database, ["--section=pre-data"], ct);
        await PostgreSqlTool.RestoreAsync(server, archives.Database, ["--section=data"], ct);
        await PostgreSqlTool.RestoreAsync(server, archives.WrappedKeys, ["--section=data"], ct);
        await PostgreSqlTool.RestoreAsync(server, archives.Database, ["--section=post-data"], ct);
        await using var restored = await PostgreSqlServer.OpenAsync(server, ct);
        return await restored.CountAsync(null, ct);
    }

    // A kill leaves one behind, and it holds data; whoever asks holds the shelf of backups, so none of these is in use.
    private async Task DropTriedAsync(PostgreSqlServer server, CancellationToken ct)
    {
        var left = await server.ReadAsync("SELECT datname FROM pg_database WHERE starts_with(datname, @name)", row => row.GetString(0), ct,
            ("name", Server.Database + Tried));
        foreach (var name in left) await server.RunAsync($"DROP DATABASE IF EXISTS {Quoted(name)} WITH (FORCE)", ct);
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
