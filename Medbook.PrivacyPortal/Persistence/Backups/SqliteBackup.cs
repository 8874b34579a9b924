using Medbook.PrivacyPortal.Infrastructure.Backup;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Persistence.Backups;

/// <summary>Backups of the embedded database: <c>VACUUM INTO</c> reads it as it is at one moment, while the portal goes on writing.</summary>
internal sealed class SqliteBackup(PortalSettings settings, IDbContextFactory<PortalDb> dbs) : IDatabaseBackup
{
    private const int Busy = 5, Locked = 6, Corrupt = 11, NotADatabase = 26;

    private string Target => Path.GetFullPath(new SqliteConnectionStringBuilder(settings.PortalConnection).DataSource);

    public Task<bool> IsEmptyAsync(CancellationToken ct) => Task.FromResult(!File.Exists(Target) || new FileInfo(Target).Length == 0);

    public async Task<bool> IsInUseAsync(CancellationToken ct)
    {
        if (!File.Exists(Target)) return false;
        using (var pooled = new SqliteConnection(settings.PortalConnection)) SqliteConnection.ClearPool(pooled);
        try
        {
            await using var database = await SqliteFile.OpenAsync(Target, ct, patience: 1);
            // It can leave this mode only when nobody else has it open.
            await database.RunAsync("PRAGMA journal_mode = DELETE", ct);
            await database.RunAsync("PRAGMA journal_mode = WAL", ct);
            return false;
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode is Busy or Locked or Corrupt or NotADatabase)
        {
            // A damaged file keeps nobody from putting a sound one in its place.
            return fault.SqliteErrorCode is Busy or Locked;
        }
    }

    public async Task<IDatabaseSnapshot> TakeAsync(string scratch, CancellationToken ct)
    {
        var taken = Path.Combine(scratch, "portal.db");
        await using (var source = await SqliteFile.OpenAsync(Target, ct)) await source.RunAsync("VACUUM INTO $file", ct, ("$file", taken));
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await SqliteSnapshot.OfAsync(taken, Path.Combine(scratch, "keys.db"), KeyTables.Of(db), ct);
    }

    public async Task<SortedDictionary<string, long>?> TryOutAsync(DatabaseArchives archives, string scratch, CancellationToken ct)
    {
        var restored = Path.Combine(scratch, "tried.db");
        try
        {
            return await JoinAsync(archives, restored, scratch, ct);
        }
        finally
        {
            File.Delete(restored);
        }
    }

    public async Task<SortedDictionary<string, long>> RestoreAsync(DatabaseArchives archives, string scratch, CancellationToken ct)
    {
        var restored = Path.Combine(scratch, "restored.db");
        var rows = await JoinAsync(archives, restored, scratch, ct);
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        foreach (var old in new[] { Target + "-wal", Target + "-shm", Target }) File.Delete(old);
        File.Move(restored, Target);
        return rows;
    }

    private async Task<SortedDictionary<string, long>> JoinAsync(DatabaseArchives archives, string target, string scratch, CancellationToken ct)
    {
        var keys = Path.Combine(scratch, "tried-keys.db");
        try
        {
            await CopyAsync(archives.Database, target, ct);
            await CopyAsync(archives.WrappedKeys, keys, ct);
            await using var db = await dbs.CreateDbContextAsync(ct);
            await using var database = await SqliteFile.OpenAsync(target, ct);
            await database.RunAsync("ATTACH $file AS keys", ct, ("$file", keys));
            foreach (var table in KeyTables.Of(db)) await database.RunAsync($"INSERT INTO main.\"{table}\" SELECT * FROM keys.\"{table}\"", ct);
            await database.RunAsync("DETACH keys", ct);
            await CheckAsync(database, ct);
            return await database.CountAsync(ct);
        }
        catch (SqliteException fault)
        {
            throw new BackupException($"The database of the backup cannot be put together (SQLite code {fault.SqliteErrorCode}).");
        }
        finally
        {
            File.Delete(keys);
        }
    }

    private static async Task CheckAsync(SqliteFile database, CancellationToken ct)
    {
        var faults = await database.ReadAsync("PRAGMA integrity_check", row => row.GetString(0), ct);
        if (faults is not ["ok"]) throw new BackupException("The database of the backup is damaged: PRAGMA integrity_check finds faults.");
        var torn = await database.ReadAsync("PRAGMA foreign_key_check", row => row.GetString(0), ct);
        if (torn.Count > 0) throw new BackupException($"The database of the backup does not hold together: {torn.Count} rows refer to rows that are not there.");
    }

    private static async Task CopyAsync(Func<Stream> from, string to, CancellationToken ct)
    {
        await using var source = from();
        await using var target = new FileStream(to, FileMode.Create, FileAccess.Write, FileShare.None);
        await source.CopyToAsync(target, ct);
        target.Flush(flushToDisk: true);
    }
}
