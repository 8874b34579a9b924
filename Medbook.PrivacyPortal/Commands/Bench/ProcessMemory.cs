using System.Diagnostics;
using System.Globalization;

namespace Medbook.PrivacyPortal.Commands.Bench;

/// <summary>Resident memory of this process: now, and at most since it was last set back.</summary>
internal static class ProcessMemory
{
    private const string Status = "/proc/self/status";

    /// <summary>Memory after everything that can be collected was, in bytes; the highest value begins anew from it.</summary>
    public static long Settle()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (!File.Exists(Status)) return Process.GetCurrentProcess().WorkingSet64;
        // Linux sets VmHWM back to the present value.
        File.WriteAllText("/proc/self/clear_refs", "5");
        return Read("VmRSS:");
    }

    /// <summary>The highest value since <see cref="Settle"/>, in bytes; elsewhere than on Linux since the process began.</summary>
    public static long Peak() => File.Exists(Status) ? Read("VmHWM:") : Process.GetCurrentProcess().PeakWorkingSet64;

    private static long Read(string name) => 1024 * long.Parse(
        File.ReadLines(Status).First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
        CultureInfo.InvariantCulture);
}
