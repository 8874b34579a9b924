using System.Diagnostics;

namespace Medbook.PrivacyPortal.Tests.Faults;

/// <summary>
/// A disk with little room in the place of a folder: a real one, where mounting is allowed. Elsewhere the operating system
/// lets a worker process write no file that is longer.
/// </summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string folder, filler;
    private readonly bool isMounted;

    private SmallDisk(string folder, bool isMounted) => (this.folder, this.isMounted, filler) = (folder, isMounted, Path.Combine(folder, "filler"));

    /// <summary>How much fits, in bytes.</summary>
    public const int Room = 4 * 1024 * 1024;

    /// <summary>The limit that a worker process needs; none where the disk itself is small.</summary>
    public long? MostFileBytes => isMounted ? null : Room;

    /// <summary>A disk with little room in the place of a folder that does not exist yet.</summary>
    public static SmallDisk At(string folder)
    {
        Directory.CreateDirectory(folder);
        var isMounted = Environment.IsPrivilegedProcess && OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={4 * Room}", "none", folder);
        var disk = new SmallDisk(folder, isMounted);
        if (isMounted) File.WriteAllBytes(disk.filler, new byte[3 * Room]);
        return disk;
    }

    /// <summary>Somebody makes room.</summary>
    public void MakeRoom() => File.Delete(filler);

    public void Dispose()
    {
        if (isMounted && !Run("umount", folder)) throw new InvalidOperationException($"{folder} stays mounted.");
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
