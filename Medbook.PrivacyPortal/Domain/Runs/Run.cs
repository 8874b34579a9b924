using Medbook.PrivacyPortal.Domain.Subjects;

namespace Medbook.PrivacyPortal.Domain.Runs;

/// <summary>What a run does. Stored by name, so names never change.</summary>
public enum RunKind
{
    /// <summary>Make a copy of a person's data; the reference is the copy.</summary>
    MakeCopy,
    /// <summary>Carry out an erasure that was approved; the reference is its plan.</summary>
    Erase,
    /// <summary>Carry out a sweep that was approved; the reference is the sweep.</summary>
    Sweep,
    /// <summary>Write the corrections that a granted request intends; the reference is the request, or a correction that an officer decided anew.</summary>
    Rectify,
    /// <summary>Read the data of a study from the sources; the reference is the extract.</summary>
    MakeExtract,
    /// <summary>Look at everybody of an extract again, and write the file that leaves; the reference is the extract.</summary>
    ReleaseExtract,
}

/// <summary>Where a run stands. Stored by name, so names never change.</summary>
public enum RunState
{
    /// <summary>Nobody has it yet.</summary>
    Waiting,
    /// <summary>An instance works on it, or worked on it and died: its lease tells.</summary>
    Running,
    /// <summary>It is done, wholly or in part.</summary>
    Done,
    /// <summary>It could not be done.</summary>
    Failed,
    /// <summary>Whoever asked for it called it off.</summary>
    Cancelled,
}

/// <summary>
/// Long work that waits for an instance or is being done by one. Its row is written in the transaction of its cause, so
/// that nothing can be lost between a commit and a schedule.
/// </summary>
public sealed class Run
{
    /// <summary>How often a run is begun before it is given up.</summary>
    public const int MaxTries = 5;

    /// <summary>How long a claim holds without a sign of life; after that another instance takes the run over.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(1);

    private Run() { }

    /// <summary>Identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>What it does.</summary>
    public RunKind Kind { get; private set; }

    /// <summary>For whom; null where it is about everybody.</summary>
    public SubjectKey? Subject { get; private set; }

    /// <summary>Identifier of what it is about; the kind says what that is.</summary>
    public Guid Reference { get; private set; }

    /// <summary>Where it stands.</summary>
    public RunState State { get; private set; }

    /// <summary>
    /// Fencing number: it grows with each claim and each outcome, and a write counts only where it is still the one that
    /// was read. So an instance that was thought dead cannot write over the one that took over.
    /// </summary>
    public int Fence { get; private set; }

    /// <summary>Until when the claim holds (UTC); null while nobody has it.</summary>
    public DateTimeOffset? LeasedUntil { get; private set; }

    /// <summary>The last sign of life of whoever has it (UTC).</summary>
    public DateTimeOffset? HeartbeatAt { get; private set; }

    /// <summary>How often it was begun.</summary>
    public int Tries { get; private set; }

    /// <summary>Which part is at work, from 1; 0 before the first.</summary>
    public int Part { get; private set; }

    /// <summary>How many parts there are; 0 while nobody knows.</summary>
    public int Parts { get; private set; }

    /// <summary>Records so far, over all parts.</summary>
    public long Records { get; private set; }

    /// <summary>Records there will be, as far as is known; 0 while nobody knows.</summary>
    public long TotalRecords { get; private set; }

    /// <summary>Which part is at work, as <c>source/dataset</c>; never a value.</summary>
    public string? PartLabel { get; private set; }

    /// <summary>Whether whoever asked for it wants it stopped; the next sign of life sees it.</summary>
    public bool CancelAsked { get; private set; }

    /// <summary>When it was asked for (UTC).</summary>
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>When it ended (UTC), however it did; null until then.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Code of why it failed; never a database's words.</summary>
    public string? Failure { get; private set; }

    /// <summary>Whether it has been begun as often as it may: the next claim gives it up.</summary>
    public bool TriesAreSpent => Tries >= MaxTries;

    /// <summary>A new run that waits.</summary>
    public static Run Ask(RunKind kind, SubjectKey? subject, Guid reference, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), Kind = kind, Subject = subject, Reference = reference, State = RunState.Waiting, AskedAt = now };

    /// <summary>One instance takes it: a waiting one, or one whose lease ran out. It begins anew.</summary>
    public void Claim(DateTimeOffset now)
    {
        if (EndedAt is not null || LeasedUntil > now) throw new InvalidOperationException($"Run {Id} is not free.");
        (State, LeasedUntil, HeartbeatAt) = (RunState.Running, now + LeaseTime, now);
        (Part, Parts, Records, TotalRecords, PartLabel) = (0, 0, 0, 0, null);
        Fence++;
        Tries++;
    }

    /// <summary>A sign of life of whoever has it, with how far it got; the lease begins again.</summary>
    public void Beat(RunProgress progress, DateTimeOffset now)
    {
        if (State != RunState.Running) throw new InvalidOperationException($"Run {Id} is {State}.");
        (LeasedUntil, HeartbeatAt) = (now + LeaseTime, now);
        (Part, Parts, Records, TotalRecords, PartLabel) = progress;
    }

    /// <summary>Whoever has it lets go before it is done, because the instance stops; this try does not count.</summary>
    public void LetGo()
    {
        if (State != RunState.Running) throw new InvalidOperationException($"Run {Id} is {State}.");
        (State, LeasedUntil) = (RunState.Waiting, null);
        Fence++;
        Tries--;
    }

    /// <summary>
    /// Calls it off. A waiting run ends at once; a running one is asked to stop, and ends with the next sign of life. The
    /// fencing number stays for a running one, so that whoever has it can still write that it stopped.
    /// </summary>
    /// <returns>Whether it ended.</returns>
    public bool Cancel(DateTimeOffset now)
    {
        CancelAsked = true;
        if (State == RunState.Waiting) End(RunState.Cancelled, null, now);
        return EndedAt is not null;
    }

    /// <summary>It is done.</summary>
    /// <param name="records">How many records there were after all.</param>
    /// <param name="now">When (UTC).</param>
    public void Done(long records, DateTimeOffset now)
    {
        End(RunState.Done, null, now);
        (Records, TotalRecords) = (records, records);
    }

    /// <summary>What ended is to be done again, from where it stands: it could not be done, or there is more to do.</summary>
    public void AskAgain(DateTimeOffset now)
    {
        if (State is not (RunState.Failed or RunState.Done)) throw new InvalidOperationException($"Run {Id} is {State}.");
        (State, Failure, EndedAt, AskedAt, Tries) = (RunState.Waiting, null, null, now, 0);
        Fence++;
    }

    /// <summary>It stopped because it was called off.</summary>
    public void Stopped(DateTimeOffset now) => End(RunState.Cancelled, null, now);

    /// <summary>It could not be done.</summary>
    /// <param name="code">Why, as a code.</param>
    /// <param name="now">When (UTC).</param>
    public void Fail(string code, DateTimeOffset now) => End(RunState.Failed, code, now);

    private void End(RunState state, string? failure, DateTimeOffset now)
    {
        if (EndedAt is not null) throw new InvalidOperationException($"Run {Id} is {State}.");
        (State, Failure, EndedAt, LeasedUntil) = (state, failure, now, null);
        Fence++;
    }
}
