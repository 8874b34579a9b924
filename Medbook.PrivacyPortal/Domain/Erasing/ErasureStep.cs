namespace Medbook.PrivacyPortal.Domain.Erasing;

/// <summary>
/// One kind of record of a plan that is being carried out, and how far that got. It is the checkpoint: whoever takes the run over goes on
/// where it stands.
/// </summary>
/// <remarks>
/// The source and the portal are two databases, so a batch has three parts: the keys it is about to touch are written here, the source
/// changes in a transaction of its own, and the outcome is written here. Whoever finds keys that were not answered does the batch again:
/// what is gone by then went with it.
/// </remarks>
public sealed class ErasureStep
{
    private ErasureStep() { }

    /// <summary>The plan.</summary>
    public Guid PlanId { get; private set; }

    /// <summary>Its place in the order: rows that others point to come after these.</summary>
    public int Position { get; private set; }

    /// <summary>Name of the source.</summary>
    public string Source { get; private set; } = "";

    /// <summary>Identifier of the dataset.</summary>
    public string Dataset { get; private set; } = "";

    /// <summary>Key of the last row that was looked at; null before the first.</summary>
    public string? After { get; private set; }

    /// <summary>Keys that are being erased right now; empty between two batches.</summary>
    public IReadOnlyList<string> Intent { get; private set; } = [];

    /// <summary>Rows that were deleted.</summary>
    public long Deleted { get; private set; }

    /// <summary>Rows that stayed and lost what pointed to the person.</summary>
    public long Changed { get; private set; }

    /// <summary>Rows that are kept until their period ends.</summary>
    public long Later { get; private set; }

    /// <summary>The last day of the periods of those; null where none is known.</summary>
    public DateOnly? LaterUntil { get; private set; }

    /// <summary>Rows that a hold, a restriction or an open case keeps.</summary>
    public long Held { get; private set; }

    /// <summary>Rows that are also somebody else's, and stay for them.</summary>
    public long Shared { get; private set; }

    /// <summary>Rows that stay because a row that is kept points at them, or leads to the person through them.</summary>
    public long Needed { get; private set; }

    /// <summary>Rows there were before a kind of record without keys was erased as a whole; null where rows have keys, or where it has not begun.</summary>
    public long? Whole { get; private set; }

    /// <summary>Rows that went or lost what pointed to the person.</summary>
    public long Erased => Deleted + Changed;

    /// <summary>Whether a whole pass over its source found nothing left, and the source's log was emptied: nobody looks again.</summary>
    public bool IsCleared { get; private set; }

    /// <summary>Whether the files of its source hold no byte of what went; null where the engine cannot promise it, or where it is not cleared.</summary>
    public bool? BytesGone { get; private set; }

    /// <summary>Whether rows stayed that may go later: something held them, their period had not ended, or a row that stayed needs them.</summary>
    public bool LeftSome => Later + Held + Needed > 0;

    /// <summary>Whether every row was looked at.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Grows with each write: whoever lost the run to another instance cannot write over it.</summary>
    public int Turn { get; private set; }

    /// <summary>A step that has not begun.</summary>
    public static ErasureStep Of(Guid plan, int position, string source, string dataset) =>
        new() { PlanId = plan, Position = position, Source = source, Dataset = dataset };

    /// <summary>A batch was looked at, and these rows of it are about to be erased.</summary>
    /// <param name="seen">The batch: the keys of the rows that go, and what keeps the others.</param>
    public void Begin(SeenBatch seen)
    {
        if (Intent.Count > 0) throw new InvalidOperationException("The batch before has no outcome.");
        (After, Intent) = (seen.LastKey, seen.Goes);
        Later += seen.Later;
        Held += seen.Held;
        Shared += seen.Shared;
        if (seen.LaterUntil is { } until && (LaterUntil is null || until > LaterUntil)) LaterUntil = until;
        Turn++;
    }

    /// <summary>The source did what was intended.</summary>
    /// <param name="deleted">Rows that went.</param>
    /// <param name="changed">Rows that stayed without what pointed to the person.</param>
    /// <param name="shared">Rows that somebody else has reached meanwhile.</param>
    /// <param name="needed">Rows that a row which is kept needs.</param>
    public void Answer(long deleted, long changed, long shared, long needed)
    {
        Deleted += deleted;
        Changed += changed;
        Shared += shared;
        Needed += needed;
        Intent = [];
        Turn++;
    }

    /// <summary>A kind of record without keys is about to be erased as a whole. Whoever begins again does not count again.</summary>
    /// <param name="rows">How many go.</param>
    /// <param name="held">How many of the kind stay, because something keeps them.</param>
    public void BeginWhole(long rows, long held = 0)
    {
        Whole ??= rows;
        Held = held;
        Turn++;
    }

    /// <summary>Rows without keys are kept, all of them.</summary>
    public void KeepWhole(RowVerdict why, long rows)
    {
        if (why == RowVerdict.Goes) throw new ArgumentException("Rows that go are not kept.", nameof(why));
        (Later, Held) = why == RowVerdict.Later ? (rows, 0L) : (0L, rows);
        Whole = null;
        Finish();
    }

    /// <summary>Every row was looked at.</summary>
    public void Finish()
    {
        if (Intent.Count > 0) throw new InvalidOperationException("A batch has no outcome.");
        if (Whole is { } rows) (Deleted, Whole) = (Deleted + rows, null);
        // A key may be an address, and nobody goes on from here.
        After = null;
        IsDone = true;
        Turn++;
    }

    /// <summary>Nothing is left in its source.</summary>
    /// <param name="bytesGone">Whether the source's files hold no byte of what went; null where its engine cannot promise it.</param>
    public void Clear(bool? bytesGone)
    {
        (IsCleared, BytesGone) = (true, bytesGone);
        Turn++;
    }

    /// <summary>All rows are looked at again: what is kept is counted anew, and what went stays counted.</summary>
    public void LookAgain()
    {
        (After, IsDone, Later, LaterUntil, Held, Shared, Needed) = (null, false, 0, null, 0, 0, 0);
        Turn++;
    }
}

/// <summary>Some rows of a step, looked at together.</summary>
/// <param name="LastKey">Key of the last of them.</param>
/// <param name="Goes">Keys of those that go.</param>
/// <param name="Later">How many are kept until their period ends.</param>
/// <param name="LaterUntil">The last day of their periods.</param>
/// <param name="Held">How many a hold, a restriction or an open case keeps.</param>
/// <param name="Shared">How many stay for somebody else.</param>
public sealed record SeenBatch(string LastKey, IReadOnlyList<string> Goes, long Later, DateOnly? LaterUntil, long Held, long Shared);
