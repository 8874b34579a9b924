using System.Globalization;
using Medbook.PrivacyPortal.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Tests.Infrastructure.Ledger;

namespace Medbook.PrivacyPortal.Tests.Faults;

/// <summary>A process of its own that adds to a ledger and says each line it was answered; tests kill it.</summary>
internal static class LedgerWorker
{
    /// <param name="folder">The folder of a <see cref="LedgerOnDisk"/>.</param>
    /// <param name="name">What its records begin with.</param>
    /// <param name="writes">How often it adds.</param>
    public static async Task<int> RunAsync(string folder, string name, string writes)
    {
        var ledger = LedgerOnDisk.Open(folder, TimeProvider.System);
        for (var i = 0; i < int.Parse(writes, CultureInfo.InvariantCulture); i++)
        {
            // Lines long enough that a kill finds one half written now and then.
            var keys = Enumerable.Range(0, 600).Select(k => $"{name}-{i}-{k}").ToArray();
            await ledger.AppendAsync([new Destruction(Guid.NewGuid(), "crm", name, keys)], CancellationToken.None);
            Console.Out.WriteLine($"{i}");
        }
        return 0;
    }
}
