using System.Diagnostics;
using System.Globalization;

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>
/// Folders of this run, in memory where there is enough of it, or else under the system's temporary folder. Each name starts with the
/// process id, so that the next run removes what a killed one left behind.
/// </summary>
public static class TestFolders
{
    private const string Prefix = "medbook-tests-";

    private const string Memory = "/dev/shm";

    // Each test has databases of its own: files that live for a second are not worth a disk.
    private const long EnoughMemory = 4L << 30;

    private static readonly string Root = FindRoot();

    private static readonly Lazy<bool> Swept = new(Sweep);

    static TestFolders() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Remove(Mine());

    /// <summary>A path of this run that does not exist yet.</summary>
    public static string NewPath(string what)
    {
        _ = Swept.Value;
        return Path.Combine(Root, $"{Prefix}{Environment.ProcessId}-{what}-{Guid.NewGuid().ToString("n")[..8]}");
    }

    /// <summary>A new empty folder of this run.</summary>
    public static string Create(string what) => Directory.CreateDirectory(NewPath(what)).FullName;

    /// <summary>Removes a folder; what is still in use goes at the end of the run, or at the start of the next.</summary>
    public static void Delete(string folder) => Remove([folder]);

    private static string FindRoot()
    {
        if (!OperatingSystem.IsLinux()) return Path.GetTempPath();
        if (Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace >= EnoughMemory) return Memory;
        // The server of PostgreSQL runs as another user when the tests run as root; a private TMPDIR would be closed to it.
        return Environment.IsPrivilegedProcess ? "/tmp" : Path.GetTempPath();
    }

    private static string[] Mine() => Directory.GetDirectories(Root, $"{Prefix}{Environment.ProcessId}-*");

    private static bool Sweep()
    {
        Remove(Directory.GetDirectories(Root, Prefix + "*").Where(folder => !IsAlive(OwnerOf(folder))));
        return true;
    }

    private static int OwnerOf(string folder) =>
        int.TryParse(Path.GetFileName(folder)[Prefix.Length..].Split('-')[0], CultureInfo.InvariantCulture, out var id) ? id : 0;

    private static bool IsAlive(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void Remove(IEnumerable<string> folders)
    {
        foreach (var folder in folders)
        {
            try
            {
                PostgresServer.StopLeftover(folder);
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another user's, or another run is just removing it: nothing that a test could stand on.
            }
        }
    }
}
