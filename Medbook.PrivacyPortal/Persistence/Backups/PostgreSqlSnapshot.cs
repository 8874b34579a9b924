using Medbook.PrivacyPortal.Infrastructure.Backup;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Npgsql;

namespace Medbook.PrivacyPortal.Persistence.Backups;

/// <summary>A database on a server as it was at one moment: a transaction holds that view, and both dumps read it.</summary>
internal sealed class PostgreSqlSnapshot(
    PostgreSqlServer server, NpgsqlTransaction still, NpgsqlConnectionStringBuilder where, IReadOnlyList<string> tables, string id) : IDatabaseSnapshot
{
    public required string Schema { get; init; }

    public required SortedDictionary<string, long> Rows { get; init; }

    public required IReadOnlyList<Guid> Files { get; init; }

    public static async Task<PostgreSqlSnapshot> TakeAsync(NpgsqlConnectionStringBuilder where, IReadOnlyList<string> tables, CancellationToken ct)
    {
        var server = await PostgreSqlServer.OpenAsync(where, ct);
        try
        {
            var still = await server.HoldStillAsync(ct);
            var id = (await server.ReadAsync("SELECT pg_export_snapshot()", row => row.GetString(0), ct))[0];
            return new PostgreSqlSnapshot(server, still, where, tables, id)
            {
                Schema = (await server.ReadAsync("SELECT MAX(\"MigrationId\") FROM public.\"__EFMigrationsHistory\"", row => row.GetString(0), ct))[0],
                Rows = await server.CountAsync(null, ct),
                Files = await server.ReadAsync($"SELECT \"Id\" FROM public.\"{tables[^1]}\" WHERE \"State\" = @ready", row => row.GetGuid(0), ct,
                    ("ready", nameof(VaultFileState.Ready))),
            };
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public Task WriteDatabaseAsync(Stream to, CancellationToken ct) =>
        DumpAsync(to, tables.Select(table => $"--exclude-table-data=public.\"{table}\""), ct);

    public Task WriteWrappedKeysAsync(Stream to, CancellationToken ct) =>
        DumpAsync(to, tables.Select(table => $"--table=public.\"{table}\"").Prepend("--data-only"), ct);

    public async ValueTask DisposeAsync()
    {
        await still.DisposeAsync();
        await server.DisposeAsync();
    }

    private Task DumpAsync(Stream to, IEnumerable<string> what, CancellationToken ct) => PostgreSqlTool.DumpAsync(
        where, to, ["--format=custom", "--no-owner", "--no-privileges", $"--snapshot={id}", .. what], ct);
}
