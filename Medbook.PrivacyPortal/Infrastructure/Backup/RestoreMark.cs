using Medbook.PrivacyPortal.Infrastructure.Settings;

namespace Medbook.PrivacyPortal.Infrastructure.Backup;

/// <summary>
/// Says that a restore began and did not end: what lies there may hold what was erased, until the ledger was replayed. While the
/// mark is there the portal serves nobody.
/// </summary>
public sealed class RestoreMark(PortalSettings settings)
{
    private string FilePath => Path.Combine(settings.DataFolder!, "restore.unfinished");

    /// <summary>Whether a restore did not end.</summary>
    public bool IsThere => settings.DataFolder is not null && File.Exists(FilePath);

    /// <summary>A restore begins.</summary>
    /// <param name="backup">Name of the backup.</param>
    public void Set(string backup)
    {
        Directory.CreateDirectory(settings.DataFolder!);
        using var file = new FileStream(FilePath, FileMode.Create, FileAccess.Write);
        file.Write(System.Text.Encoding.UTF8.GetBytes(backup + "\n"));
        file.Flush(flushToDisk: true);
    }

    /// <summary>It ended well.</summary>
    public void Clear() => File.Delete(FilePath);
}
