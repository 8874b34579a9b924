using Medbook.PrivacyPortal.Domain;

namespace Medbook.PrivacyPortal.Operations.Backups;

/// <summary>No folder of backups is set.</summary>
public sealed record BackupFolderMissing() : Problem("backup.no-folder");

/// <summary>Another process makes a backup, removes one or restores one.</summary>
public sealed record BackupsBusy() : Problem("backup.busy");

/// <summary>The keys would lie beside the backups or the data they open.</summary>
public sealed record KeysBesideBackups() : Problem("backup.keys-beside");

/// <summary>There is no such backup, or none at all.</summary>
public sealed record BackupNotFound() : Problem("backup.not-found");

/// <summary>A backup is unfinished or damaged, or was made with another key.</summary>
/// <param name="Name">Name of the backup.</param>
public sealed record BackupNotWhole(string Name) : Problem("backup.not-whole")
{
    public override object[] Arguments => [Name];
}

/// <summary>A backup is of the other kind of database.</summary>
/// <param name="Provider">The provider it is of.</param>
public sealed record BackupOfOtherProvider(string Provider) : Problem("backup.other-provider")
{
    public override object[] Arguments => [Provider];
}

/// <summary>A newer version of the portal made the backup.</summary>
public sealed record BackupOfNewerVersion() : Problem("backup.newer-version");

/// <summary>There is something where the backup would go.</summary>
public sealed record RestoreTargetNotEmpty() : Problem("restore.not-empty");

/// <summary>Another process uses the database that the backup would replace.</summary>
public sealed record RestoreTargetInUse() : Problem("restore.in-use");
