using Medbook.PrivacyPortal.Tests.Support;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Medbook.PrivacyPortal.Tests.Support." + nameof(BrowserFirst), "Medbook.PrivacyPortal.Tests")]

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>
/// The tests in a browser are one long queue: they begin first, beside the many short ones. Those that start processes of their own take
/// all the machine has, and come when no browser waits any more.
/// </summary>
public sealed class BrowserFirst : ITestCollectionOrderer
{
    private static readonly string[] Processes = [".Faults.", ".Commands."];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) => testCollections.OrderBy(Turn);

    private static int Turn(ITestCollection collection) =>
        collection.DisplayName == BrowserCollection.Name ? 0
        : Processes.Any(part => collection.DisplayName.Contains(part, StringComparison.Ordinal)) ? 2
        : 1;
}
