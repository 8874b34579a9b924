using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Medbook.PrivacyPortal.Infrastructure.Settings;

namespace Medbook.PrivacyPortal.Infrastructure.Backup;

/// <summary>How a backup stands.</summary>
public enum BackupState
{
    /// <summary>It is whole, and was restored into a scratch place when it was made.</summary>
    Verified,
    /// <summary>It is whole, and was read but not restored when it was made.</summary>
    Read,
    /// <summary>It is being made, or its making was interrupted.</summary>
    Unfinished,
    /// <summary>Its manifest is not what the portal wrote with this key, or an archive is missing or of another length.</summary>
    Damaged,
}

/// <summary>One backup on the shelf.</summary>
/// <param name="Name">Name of the backup.</param>
/// <param name="At">When it was begun (UTC).</param>
/// <param name="KeepUntil">When it is removed (UTC).</param>
/// <param name="State">How it stands. Archives are not read for that.</param>
/// <param name="Manifest">What it holds; null where that is not known.</param>
public sealed record ShelvedBackup(string Name, DateTimeOffset At, DateTimeOffset KeepUntil, BackupState State, BackupManifest? Manifest);

/// <summary>The folder of backups (<c>Backup:Folder</c>).</summary>
public sealed partial class BackupShelf(PortalSettings settings, BackupKey key)
{
    private const string Time = "yyyy-MM-dd'T'HH-mm-ss'Z'";

    private string Root => settings.Backups.Folder!;

    /// <summary>Whether a folder of backups is set.</summary>
    public bool IsSet => settings.Backups.Folder is not null;

    /// <summary>Takes the shelf for one who makes, removes or restores; the operating system lets it go when its holder dies.</summary>
    /// <returns>Null where another process has it.</returns>
    /// <exception cref="BackupException">The folder cannot be used.</exception>
    public IDisposable? TryHold()
    {
        var path = Path.Combine(Root, "backup.lock");
        try
        {
            MakeFolder(Root);
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"Backup:Folder cannot be used (code {fault.HResult}). The portal's user must be able to write there.");
        }
    }

    /// <summary>A new backup, without an archive yet.</summary>
    public BackupFolder Begin(DateTimeOffset now)
    {
        var id = Guid.NewGuid();
        var folder = Path.Combine(Root, $"{now.UtcDateTime.ToString(Time, CultureInfo.InvariantCulture)}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}");
        MakeFolder(folder);
        return new BackupFolder(folder, id, key);
    }

    /// <summary>All backups, newest first.</summary>
    public IReadOnlyList<ShelvedBackup> List() => !IsSet || !Directory.Exists(Root) ? [] :
        [.. Directory.EnumerateDirectories(Root).Where(folder => Name().IsMatch(Path.GetFileName(folder)))
            .OrderByDescending(Path.GetFileName, StringComparer.Ordinal).Select(Look)];

    /// <summary>The folder of a backup whose manifest is known.</summary>
    public BackupFolder Open(BackupManifest manifest) => new(Path.Combine(Root, manifest.Name), manifest.Id, key);

    /// <summary>Removes a backup: its manifest first, so that what a kill leaves is never taken for a backup.</summary>
    public void Remove(string name)
    {
        if (!Name().IsMatch(name)) throw new ArgumentException("It is no name of a backup.", nameof(name));
        File.Delete(Path.Combine(Root, name, BackupFolder.ManifestName));
        Directory.Delete(Path.Combine(Root, name), recursive: true);
    }

    private ShelvedBackup Look(string folder)
    {
        var name = Path.GetFileName(folder);
        var at = DateTimeOffset.ParseExact(name[..^5], Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        var file = Path.Combine(folder, BackupFolder.ManifestName);
        if (!File.Exists(file)) return new(name, at, at + settings.Backups.Keep, BackupState.Unfinished, null);
        return BackupManifest.TryParse(File.ReadAllBytes(file)) is { } manifest && manifest.Name == name && key.IsGenuine(manifest) && HasArchives(folder, manifest)
            ? new(name, manifest.At, manifest.KeepUntil, manifest.IsVerified ? BackupState.Verified : BackupState.Read, manifest)
            : new(name, at, at + settings.Backups.Keep, BackupState.Damaged, null);
    }

    private static bool HasArchives(string folder, BackupManifest manifest) => manifest.Archives.All(archive =>
        new FileInfo(BackupFolder.PathOf(folder, archive.Part)) is { Exists: true } found && found.Length == archive.Bytes);

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}-[0-9]{2}-[0-9]{2}Z-[0-9a-f]{4}$")]
    private static partial Regex Name();
}
