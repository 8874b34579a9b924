namespace Medbook.PrivacyPortal.Infrastructure.Backup;

/// <summary>The two archives of a database, opened as often as they are needed.</summary>
/// <param name="Database">All but the vault's wrapped keys.</param>
/// <param name="WrappedKeys">The vault's wrapped keys.</param>
public sealed record DatabaseArchives(Func<Stream> Database, Func<Stream> WrappedKeys);

/// <summary>Backups of the portal's database; Persistence knows how each provider makes one.</summary>
public interface IDatabaseBackup
{
    /// <summary>Whether there is nothing in the portal's database, or no database.</summary>
    Task<bool> IsEmptyAsync(CancellationToken ct);

    /// <summary>Whether another process uses the portal's database.</summary>
    Task<bool> IsInUseAsync(CancellationToken ct);

    /// <summary>Takes the database as it is at one moment, while the portal goes on.</summary>
    /// <param name="scratch">An empty folder of the caller's, which goes when the backup is done.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="BackupException">What it needs is not there.</exception>
    Task<IDatabaseSnapshot> TakeAsync(string scratch, CancellationToken ct);

    /// <summary>Restores archives into a scratch place, checks what came of it, and removes it.</summary>
    /// <returns>Rows of each table; null where the server lets the portal make no scratch place.</returns>
    /// <exception cref="BackupException">They cannot be restored.</exception>
    Task<SortedDictionary<string, long>?> TryOutAsync(DatabaseArchives archives, string scratch, CancellationToken ct);

    /// <summary>Puts the archives in the place of the portal's database.</summary>
    /// <returns>Rows of each table.</returns>
    /// <exception cref="BackupException">They cannot be restored.</exception>
    Task<SortedDictionary<string, long>> RestoreAsync(DatabaseArchives archives, string scratch, CancellationToken ct);
}

/// <summary>A database as it was at one moment.</summary>
public interface IDatabaseSnapshot : IAsyncDisposable
{
    /// <summary>The last migration.</summary>
    string Schema { get; }

    /// <summary>Rows of each table.</summary>
    SortedDictionary<string, long> Rows { get; }

    /// <summary>The files of the vault that were whole.</summary>
    IReadOnlyList<Guid> Files { get; }

    /// <summary>Writes all but the vault's wrapped keys.</summary>
    Task WriteDatabaseAsync(Stream to, CancellationToken ct);

    /// <summary>Writes the vault's wrapped keys.</summary>
    Task WriteWrappedKeysAsync(Stream to, CancellationToken ct);
}
