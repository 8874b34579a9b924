namespace Medbook.PrivacyPortal.Infrastructure.Ledger;

/// <summary>Something about the ledger went wrong. The sentences name no path and no record, so that they may be logged.</summary>
public abstract class LedgerException(string sentence) : Exception(sentence);

/// <summary>The ledger has lines and the key they were written with is not there: nothing can be added, compared or checked.</summary>
public sealed class LedgerKeyMissingException() : LedgerException(
    "The key of the ledger (ledger.key in KeyFolder) is missing. Put it back from the copy that is kept apart: another key would recognise nothing.");

/// <summary>The ledger is not what was written: nothing is added to it, and it is not replayed.</summary>
/// <param name="fault">What is wrong.</param>
/// <param name="line">The first line that does not fit, from 1.</param>
public sealed class LedgerBrokenException(LedgerFault fault, long line) : LedgerException(
    $"The ledger of destructions does not fit at line {line} ({fault}). Put back the copy of LedgerFolder and run 'ledger verify'.")
{
    /// <summary>What is wrong.</summary>
    public LedgerFault Fault { get; } = fault;

    /// <summary>The first line that does not fit, from 1.</summary>
    public long Line { get; } = line;
}

/// <summary>The ledger cannot be used now: its disk does not answer, is full, or another process holds it too long.</summary>
public sealed class LedgerUnavailableException(string sentence) : LedgerException(sentence);
