using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Ledger;

namespace Medbook.PrivacyPortal.Operations.Ledger;

/// <summary>
/// Destroys again, in one source, what the ledger says was destroyed: for a database that somebody restored with other means than the
/// portal's. What is gone already is passed over, so it may be run as often as one likes. Each replay writes what it did into the audit log.
/// </summary>
/// <remarks>Rule D4.</remarks>
public sealed class ReplayLedger(Guard guard, DestructionLedger ledger, IEnumerable<ILedgerReplay> replays)
{
    /// <param name="who">Who acts.</param>
    /// <param name="source">The source.</param>
    /// <param name="restoredTo">The time of the state that was restored: what was destroyed before is not in it.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="LedgerException">The ledger cannot be read.</exception>
    public async Task<Result<LedgerReplayed>> RunAsync(Actor who, string source, DateTimeOffset restoredTo, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReplayLedger) is { } denied) return denied;
        if (LedgerProblems.Of(ledger.Verify()) is { } broken) return broken;
        if (replays.FirstOrDefault(replay => replay.Sources.Contains(source)) is not { } found)
        {
            return new LedgerHasNoReplay(source, string.Join(", ", replays.SelectMany(replay => replay.Sources).Order(StringComparer.Ordinal)));
        }
        return await LedgerReplaying.RunAsync(found, source, ledger, restoredTo - DestructionLedger.Overlap, ct);
    }
}
