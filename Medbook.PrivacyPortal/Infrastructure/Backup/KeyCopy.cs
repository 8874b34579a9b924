using System.Security.Cryptography;
using Medbook.PrivacyPortal.Infrastructure.Settings;

namespace Medbook.PrivacyPortal.Infrastructure.Backup;

/// <summary>A copy of <c>KeyFolder</c> for a place apart from every backup: without it no backup opens, and with it every one does.</summary>
public sealed class KeyCopy(PortalSettings settings)
{
    /// <summary>Whether a folder lies where backups or data do, so that keys must not.</summary>
    public bool IsBesideBackups(string folder) =>
        new[] { settings.DataFolder, settings.KeyFolder, settings.Backups.Folder, settings.LedgerFolder }.Any(other => other is not null && IsIn(folder, other));

    /// <summary>Copies the key files, each read back, into a new folder.</summary>
    /// <param name="to">Where the new folder is made.</param>
    /// <param name="name">Its name.</param>
    /// <returns>The files, by their path below <c>KeyFolder</c>.</returns>
    /// <exception cref="BackupException">They cannot be written.</exception>
    public IReadOnlyList<string> Make(string to, string name)
    {
        var (from, target) = (settings.KeyFolder!, Path.Combine(to, name));
        try
        {
            // The head of the ledger goes with them: a ledger that lost its end is then found also on another machine.
            var files = Directory.GetFiles(from, "*", SearchOption.AllDirectories)
                .Where(file => Path.GetExtension(file) is ".key" or ".head").Order(StringComparer.Ordinal).ToList();
            foreach (var file in files) Copy(file, Path.Combine(target, Path.GetRelativePath(from, file)));
            return [.. files.Select(file => Path.GetRelativePath(from, file))];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"The keys cannot be copied to '{target}' (code {fault.HResult}).");
        }
    }

    private static void Copy(string file, string target)
    {
        MakeFolder(Path.GetDirectoryName(target)!);
        var key = File.ReadAllBytes(file);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(target, options))
        {
            stream.Write(key);
            stream.Flush(flushToDisk: true);
        }
        if (!CryptographicOperations.FixedTimeEquals(key, File.ReadAllBytes(target))) throw new IOException("It is not what was written.");
        CryptographicOperations.ZeroMemory(key);
    }

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static bool IsIn(string folder, string parent) =>
        (Path.GetFullPath(folder).TrimEnd('/') + "/").StartsWith(parent.TrimEnd('/') + "/", StringComparison.Ordinal);
}
