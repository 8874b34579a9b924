namespace Medbook.PrivacyPortal.Infrastructure.Ledger;

/// <summary>Why a line of the ledger does not fit.</summary>
public enum LedgerFault
{
    /// <summary>It is no line of a ledger.</summary>
    NoLine,
    /// <summary>It was changed, or written with another key.</summary>
    Changed,
    /// <summary>Its number does not follow: lines were taken out, put in or put in another order.</summary>
    OutOfOrder,
    /// <summary>It does not follow from the line before, although both are genuine.</summary>
    OtherLineBefore,
    /// <summary>The ledger ends before it: lines that were written are missing at its end.</summary>
    EndMissing,
    /// <summary>The head beside the keys (<c>ledger.head</c>) is not what the portal wrote, or names another line.</summary>
    OtherHead,
}

/// <summary>What a look at the whole ledger found.</summary>
/// <param name="Place">The last line that fits.</param>
/// <param name="Records">Records that the lines up to there name.</param>
/// <param name="Fault">Why the line after <paramref name="Place"/> does not fit; null where all do.</param>
/// <param name="HasTornTail">Whether bytes without an end follow: a write that was interrupted. They never count, and the next one cuts them.</param>
public sealed record LedgerCheck(LedgerPlace Place, long Records, LedgerFault? Fault, bool HasTornTail);

/// <summary>How much of one dataset the ledger names.</summary>
/// <param name="Source">The source.</param>
/// <param name="Dataset">The dataset.</param>
/// <param name="Records">How many records; one that was named twice counts twice.</param>
public sealed record LedgerCount(string Source, string Dataset, long Records);
