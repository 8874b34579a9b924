using System.Diagnostics;
using System.Globalization;

namespace Medbook.PrivacyPortal.Commands.Bench;

/// <summary>Processor time of this process, and of a PostgreSQL server on this machine.</summary>
internal static class ProcessorTime
{
    // As Linux counts for everybody, whatever the kernel does inside.
    private const double TicksPerSecond = 100;

    /// <summary>How long processors worked for this process so far, and for every process of PostgreSQL where that counts.</summary>
    public static TimeSpan Now(bool withServer)
    {
        var own = Process.GetCurrentProcess().TotalProcessorTime;
        if (!withServer) return own;
        // A session that ends while they are counted is counted twice, or not at all: until two counts agree.
        for (var (before, server) = (-1L, OfServer()); ; (before, server) = (server, OfServer()))
        {
            if (before == server) return own + TimeSpan.FromSeconds(server / TicksPerSecond);
        }
    }

    private static long OfServer() =>
        Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)).Sum(OfServer);

    private static long OfServer(string folder)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(folder, "stat"));
            if (!text.Contains("(postgres", StringComparison.Ordinal)) return 0;
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            // Of itself, and of the children that ended: user and system.
            return fields[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
