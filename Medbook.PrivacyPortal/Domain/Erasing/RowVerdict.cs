namespace Medbook.PrivacyPortal.Domain.Erasing;

/// <summary>What becomes of one row at the moment it is looked at.</summary>
public enum RowVerdict
{
    /// <summary>The map's erasure is applied to it.</summary>
    Goes,
    /// <summary>Its period has not ended, or has not begun.</summary>
    Later,
    /// <summary>A hold, a restriction or an open case keeps it.</summary>
    Held,
    /// <summary>It is also somebody else's, and stays for them.</summary>
    Shared,
}

/// <summary>What is known about one row at the moment it is looked at.</summary>
/// <param name="End">The day its period ends on; null where none follows from the row.</param>
/// <param name="IsHeld">Whether a hold, a restriction or an open case keeps it now.</param>
/// <param name="IsShared">Whether it stays as long as somebody else reaches it, and somebody does.</param>
public readonly record struct RowFacts(DateOnly? End, bool IsHeld, bool IsShared = false);

/// <summary>The rule that decides row by row what an approved plan does.</summary>
/// <remarks>Rule D2: the run re-checks every record.</remarks>
public static class RowVerdicts
{
    /// <summary>What becomes of a row.</summary>
    /// <param name="fate">What was approved for its kind.</param>
    /// <param name="row">What is known about it now.</param>
    /// <param name="today">Today in Brussels.</param>
    /// <exception cref="ArgumentException">Rows of this kind stay: nobody looks at them.</exception>
    public static RowVerdict Of(ErasureFate fate, RowFacts row, DateOnly today)
    {
        if (fate == ErasureFate.Stays) throw new ArgumentException("Rows that stay are not looked at.", nameof(fate));
        // The period is over at the end of its last day.
        if (fate == ErasureFate.GoesLater && (row.End is not { } end || end >= today)) return RowVerdict.Later;
        return row.IsHeld ? RowVerdict.Held : row.IsShared ? RowVerdict.Shared : RowVerdict.Goes;
    }
}
