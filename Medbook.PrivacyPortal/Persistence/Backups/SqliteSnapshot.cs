using Medbook.PrivacyPortal.Infrastructure.Backup;
using Medbook.PrivacyPortal.Infrastructure.Vault;

namespace Medbook.PrivacyPortal.Persistence.Backups;

/// <summary>A copy of the embedded database, parted into two files: the vault's wrapped keys, and all else.</summary>
internal sealed class SqliteSnapshot(string database, string keys) : IDatabaseSnapshot
{
    public required string Schema { get; init; }

    public required SortedDictionary<string, long> Rows { get; init; }

    public required IReadOnlyList<Guid> Files { get; init; }

    public static async Task<SqliteSnapshot> OfAsync(string database, string keys, IReadOnlyList<string> tables, CancellationToken ct)
    {
        await using var file = await SqliteFile.OpenAsync(database, ct);
        var snapshot = new SqliteSnapshot(database, keys)
        {
            Schema = (await file.ReadAsync("SELECT MAX(\"MigrationId\") FROM \"__EFMigrationsHistory\"", row => row.GetString(0), ct))[0],
            Rows = await file.CountAsync(ct),
            Files = await file.ReadAsync($"SELECT \"Id\" FROM \"{tables[^1]}\" WHERE \"State\" = $ready", row => row.GetGuid(0), ct, ("$ready", nameof(VaultFileState.Ready))),
        };
        // What is deleted is overwritten: no page keeps a key.
        await file.RunAsync("PRAGMA secure_delete = ON", ct);
        await file.RunAsync("ATTACH $file AS keys", ct, ("$file", keys));
        foreach (var table in tables) await file.RunAsync($"CREATE TABLE keys.\"{table}\" AS SELECT * FROM main.\"{table}\"", ct);
        foreach (var table in tables.Reverse()) await file.RunAsync($"DELETE FROM main.\"{table}\"", ct);
        await file.RunAsync("DETACH keys", ct);
        return snapshot;
    }

    public Task WriteDatabaseAsync(Stream to, CancellationToken ct) => WriteAsync(database, to, ct);

    public Task WriteWrappedKeysAsync(Stream to, CancellationToken ct) => WriteAsync(keys, to, ct);

    public ValueTask DisposeAsync()
    {
        File.Delete(database);
        File.Delete(keys);
        return ValueTask.CompletedTask;
    }

    private static async Task WriteAsync(string file, Stream to, CancellationToken ct)
    {
        await using var stream = File.OpenRead(file);
        await stream.CopyToAsync(to, ct);
    }
}
