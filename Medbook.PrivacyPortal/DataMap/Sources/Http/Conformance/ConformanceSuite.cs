using System.Runtime.CompilerServices;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Infrastructure.Settings;

namespace Medbook.PrivacyPortal.DataMap.Sources.Http.Conformance;

/// <summary>Tries every promise of the protocol with one system, in the order in which one rests on another.</summary>
internal static class ConformanceSuite
{
    private static readonly SystemPromise[] Promises =
    [
        new Describes(), new RefusesAnotherKey(), new RefusesOldCalls(), new RefusesUnknownTables(), new FindsNobodyUnknown(),
        new ExportsNothingOfNobody(), new TakesAKeyForOneChange(),
        new FindsByKey(), new FindsByAddress(), new WritesWhatItDescribes(), new NamesThePerson(), new SortsByKey(), new TurnsPages(), new ShowsTheNewestFirst(), new LeavesOut(), new PlansWithoutChanging(),
        new LeavesOtherValues(), new CorrectsThereAndBack(), new KeepsTheNewestLimits(), new ErasesForGood(),
    ];

    /// <summary>Tries them; the first one that is broken ends it where nothing else can be tried.</summary>
    /// <param name="map">What the map says about the system.</param>
    /// <param name="settings">Where it is.</param>
    /// <param name="person">A person that was made for it; null for the promises that need none.</param>
    /// <param name="mayWrite">Whether that person's data may be changed and erased.</param>
    /// <param name="clock">The time.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="ArgumentException">The configuration has no address or no key of it.</exception>
    public static async IAsyncEnumerable<PromiseReport> RunAsync(
        Source map, PortalSettings settings, PersonKey? person, bool mayWrite, TimeProvider clock, [EnumeratorCancellation] CancellationToken ct)
    {
        using var trial = new SystemTrial(map, settings, person, clock);
        foreach (var promise in Promises.Where(promise => IsMeant(promise.Need, person, mayWrite)))
        {
            var finding = await TryAsync(promise, trial, ct);
            yield return new(promise.GetType().Name, promise.Sentence, finding);
            if (promise is Describes && finding.State == PromiseState.Broken) yield break;
        }
    }

    private static bool IsMeant(PromiseNeed need, PersonKey? person, bool mayWrite) => need switch
    {
        PromiseNeed.Nothing => true,
        PromiseNeed.Person => person is not null,
        PromiseNeed.Writing => person is not null && mayWrite,
    };

    private static async Task<Finding> TryAsync(SystemPromise promise, SystemTrial trial, CancellationToken ct)
    {
        try
        {
            return await promise.TryAsync(trial, ct);
        }
        catch (SourceFailedException failure)
        {
            return Finding.Broken($"It failed with {SystemPromise.Of(failure)}.");
        }
    }
}
