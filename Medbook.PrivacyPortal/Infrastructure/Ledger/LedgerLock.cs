using System.Diagnostics;

namespace Medbook.PrivacyPortal.Infrastructure.Ledger;

/// <summary>One writer at a time, over all processes: a file that the operating system lets go when its holder dies.</summary>
internal static class LedgerLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30), Pause = TimeSpan.FromMilliseconds(5);

    /// <exception cref="LedgerUnavailableException">Another process holds it too long.</exception>
    public static async Task<FileStream> TakeAsync(string folder, CancellationToken ct)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var path = Path.Combine(folder, "ledger.lock");
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            }
            catch (IOException) when (File.Exists(path) && Stopwatch.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(Pause, ct);
            }
            catch (IOException) when (File.Exists(path))
            {
                throw new LedgerUnavailableException("Another process holds the ledger of destructions for too long.");
            }
        }
    }
}
