using System.Data.Common;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Persistence;

/// <summary>How the portal's database stands against this version of the program.</summary>
public enum SchemaState
{
    /// <summary>The database and the program agree.</summary>
    Current,
    /// <summary>The database does not exist, or an older version made it: migrate.</summary>
    Behind,
    /// <summary>A newer version made it: this program must not touch it.</summary>
    Ahead,
}

/// <summary>The schema of the portal's own database: compared with the program, and migrated under a lock.</summary>
public sealed class PortalSchema(IDbContextFactory<PortalDb> dbs, PortalSettings settings)
{
    /// <summary>Compares the database with this program.</summary>
    /// <exception cref="DbException">The database cannot be reached.</exception>
    public async Task<SchemaState> StateAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (settings.Provider == "sqlite" && !File.Exists(SqliteFile(db))) return SchemaState.Behind;

        var applied = await db.Database.GetAppliedMigrationsAsync(ct);
        var known = db.Database.GetMigrations().ToHashSet();
        if (applied.Any(migration => !known.Contains(migration))) return SchemaState.Ahead;
        return known.Count == applied.Count() ? SchemaState.Current : SchemaState.Behind;
    }

    /// <summary>Whether this program can bring a database of that last migration to its own version.</summary>
    public async Task<bool> KnowsAsync(string migration, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return db.Database.GetMigrations().Contains(migration);
    }

    /// <summary>Brings the database to this version. Several processes may call it at once: one works, the others wait.</summary>
    /// <exception cref="DbException">The database cannot be reached or does not let itself be changed.</exception>
    public async Task MigrateAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (settings.Provider != "sqlite")
        {
            // EF takes a table lock in the server, which goes when its holder dies.
            await db.Database.MigrateAsync(ct);
            return;
        }

        var file = SqliteFile(db);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await using var held = await LockFileAsync(file + ".migrate", ct);
        await DropAbandonedLockAsync(db, ct);
        await db.Database.MigrateAsync(ct);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", ct);
    }

    // EF's lock on SQLite is a row that stays when its holder is killed, and the next start would wait for it for ever.
    // Ours is a file that the operating system lets go, so whoever holds it may remove the row.
    private static async Task DropAbandonedLockAsync(PortalDb db, CancellationToken ct)
    {
        var tables = db.Database.SqlQueryRaw<int>("SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'");
        if (await tables.SingleAsync(ct) > 0) await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\"", ct);
    }

    private static async Task<FileStream> LockFileAsync(string path, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
            }
        }
    }

    private static string SqliteFile(PortalDb db) =>
        Path.GetFullPath(new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource);
}
