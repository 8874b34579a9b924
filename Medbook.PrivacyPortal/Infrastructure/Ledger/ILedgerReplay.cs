namespace Medbook.PrivacyPortal.Infrastructure.Ledger;

/// <summary>What a replay did in one source.</summary>
/// <param name="Destroyed">Records that had come back and are destroyed again.</param>
/// <param name="Left">Records that had come back and are still there.</param>
public sealed record LedgerReplayed(int Destroyed, int Left);

/// <summary>
/// Destroys again, in some sources, what the ledger names and a restored backup brought back. A restore asks those for what it
/// restores before it says that it is done; it does not end well while the ledger names a source that it restored and nobody replays.
/// </summary>
public interface ILedgerReplay
{
    /// <summary>The sources whose lines of the ledger it replays.</summary>
    IReadOnlyCollection<string> Sources { get; }

    /// <summary>
    /// Replays in one source. May be interrupted and run again: what is destroyed already is passed over.
    /// </summary>
    /// <param name="source">One of <see cref="Sources"/>.</param>
    /// <param name="ledger">The ledger, which was checked.</param>
    /// <param name="since">Only lines from here on can have come back: the backup is younger than the others.</param>
    /// <param name="ct">Cancels.</param>
    Task<LedgerReplayed> ReplayAsync(string source, DestructionLedger ledger, DateTimeOffset since, CancellationToken ct);
}
