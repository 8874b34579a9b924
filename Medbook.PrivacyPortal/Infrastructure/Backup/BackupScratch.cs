using Medbook.PrivacyPortal.Infrastructure.Settings;

namespace Medbook.PrivacyPortal.Infrastructure.Backup;

/// <summary>
/// A folder for what a backup or a restore needs for a moment, in clear, on the disk of the database it comes from. What a kill left
/// there goes with the next one; whoever asks holds the shelf, so nobody else is at it.
/// </summary>
internal sealed class BackupScratch : IDisposable
{
    private BackupScratch(string folder) => Folder = folder;

    public string Folder { get; }

    public static BackupScratch Make(PortalSettings settings)
    {
        var folder = Path.Combine(settings.DataFolder!, "backup-scratch");
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new BackupScratch(folder);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
