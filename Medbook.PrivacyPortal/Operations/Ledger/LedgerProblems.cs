using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Infrastructure.Ledger;

namespace Medbook.PrivacyPortal.Operations.Ledger;

/// <summary>The key of the ledger is not there: nothing could be recognised again.</summary>
public sealed record LedgerKeyGone() : Problem("ledger.key-gone");

/// <summary>The ledger is not what was written.</summary>
/// <param name="Line">The first line that does not fit, from 1.</param>
public sealed record LedgerBroken(long Line) : Problem("ledger.broken")
{
    public override object[] Arguments => [Line];
}

/// <summary>The ledger is older than a backup, or another one: what was destroyed since might not stand in it.</summary>
public sealed record LedgerTooOld() : Problem("ledger.too-old");

/// <summary>Records that the ledger names came back and are still there.</summary>
/// <param name="Source">The source they are in.</param>
public sealed record LedgerNotReplayed(string Source) : Problem("ledger.not-replayed")
{
    public override object[] Arguments => [Source];
}

/// <summary>No source of that name can be replayed.</summary>
/// <param name="Source">What was named.</param>
/// <param name="Known">What can be.</param>
public sealed record LedgerHasNoReplay(string Source, string Known) : Problem("ledger.no-replay")
{
    public override object[] Arguments => [Source, Known];
}

/// <summary>A source failed while the ledger was replayed in it. It may be done again: what is destroyed already is passed over.</summary>
/// <param name="Source">The source.</param>
/// <param name="Fault">How it failed.</param>
public sealed record ReplayFailed(string Source, SourceFault Fault) : Problem("ledger.replay-failed")
{
    public override object[] Arguments => [Source, Fault];
}

internal static class LedgerProblems
{
    /// <summary>What is wrong with a ledger; null where nothing is.</summary>
    public static Problem? Of(LedgerCheck check) => check.Fault is null ? null : new LedgerBroken(check.Place.Number + 1);
}
