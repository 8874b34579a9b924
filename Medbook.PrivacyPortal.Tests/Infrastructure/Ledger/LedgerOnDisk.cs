using Medbook.PrivacyPortal.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Time.Testing;

namespace Medbook.PrivacyPortal.Tests.Infrastructure.Ledger;

/// <summary>A ledger with its key in a folder of its own.</summary>
internal sealed class LedgerOnDisk : IDisposable
{
    private readonly string folder = TestFolders.Create("ledger");

    public LedgerOnDisk() => Ledger = Open(folder, Clock);

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public DestructionLedger Ledger { get; }

    public string Folder => folder;

    public string FilePath => Path.Combine(folder, "ledger", "ledger.jsonl");

    public string KeyPath => Path.Combine(folder, "keys", "ledger.key");

    public string HeadPath => Path.Combine(folder, "keys", "ledger.head");

    /// <summary>The ledger as another process sees it.</summary>
    public DestructionLedger Again() => Open(folder, Clock);

    public static DestructionLedger Open(string folder, TimeProvider clock)
    {
        var settings = PortalSettings.Read(
            new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["DataFolder"] = Path.Combine(folder, "data"), ["KeyFolder"] = Path.Combine(folder, "keys"), ["LedgerFolder"] = Path.Combine(folder, "ledger"),
            }).Build(),
            new HostingEnvironment { EnvironmentName = Environments.Production }, folder);
        return new DestructionLedger(settings, new LedgerKey(settings), clock);
    }

    public Task<LedgerPlace> AddAsync(string dataset, params string[] keys) =>
        Ledger.AppendAsync([new Destruction(Guid.NewGuid(), "crm", dataset, keys)], CancellationToken.None);

    public string[] Lines() => File.ReadAllText(FilePath).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public void WriteLines(IEnumerable<string> lines) => File.WriteAllText(FilePath, string.Concat(lines.Select(line => line + "\n")));

    public void Dispose() => TestFolders.Delete(folder);
}
