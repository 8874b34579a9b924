using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Backup;

namespace Medbook.PrivacyPortal.Operations.Backups;

/// <summary>The backups there are, how old they are and when they end.</summary>
public sealed class ListBackups(Guard guard, BackupShelf shelf)
{
    /// <returns>Newest first.</returns>
    public async Task<Result<IReadOnlyList<ShelvedBackup>>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ListBackups) is { } denied) return denied;
        if (!shelf.IsSet) return new BackupFolderMissing();
        return await Task.Run(() => shelf.List().ToList(), ct);
    }
}
