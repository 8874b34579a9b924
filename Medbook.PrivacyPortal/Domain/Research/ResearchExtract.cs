using Medbook.PrivacyPortal.Domain.Audit;

namespace Medbook.PrivacyPortal.Domain.Research;

/// <summary>
/// The pseudonymised data of a study: asked for, read from the sources into a file that nobody sees, looked at as figures, released and
/// given to the research partner. The row holds counts only; who is in it stands in <see cref="ExtractMember"/>.
/// </summary>
/// <remarks>GDPR 4(5), 89(1); rule C4; policy 3.1, 4.1.</remarks>
public sealed class ResearchExtract : IAudited
{
    private ResearchExtract() { }

    /// <summary>Identifier, chosen by the page, so that a second click asks for no second one.</summary>
    public Guid Id { get; private set; }

    /// <summary>The study.</summary>
    public Guid Study { get; private set; }

    /// <summary>The version of the study that says which fields leave, and how coarse.</summary>
    public int Version { get; private set; }

    /// <summary>How rows are written.</summary>
    public ExtractFormat Format { get; private set; }

    /// <summary>Where it stands.</summary>
    public ExtractState State { get; private set; }

    /// <summary>Account of the officer who asked for it.</summary>
    public string AskedBy { get; private set; } = "";

    /// <summary>When (UTC).</summary>
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>Which reading of the sources counts: the fencing number of the run that began it. Members of another reading are none.</summary>
    public int Reading { get; private set; }

    /// <summary>When that reading began (UTC): what changed after it is looked at again before anything leaves.</summary>
    public DateTimeOffset? ReadAt { get; private set; }

    /// <summary>The file of the vault with what was read; it never leaves.</summary>
    public Guid? StagedFile { get; private set; }

    /// <summary>The file of the vault that leaves; null until it is being released.</summary>
    public Guid? File { get; private set; }

    /// <summary>How many rows each kind of record has.</summary>
    public IReadOnlyList<ExtractedDataset> Datasets { get; private set; } = [];

    /// <summary>Who is in it, as counts.</summary>
    public ExtractFigures Figures { get; private set; } = ExtractFigures.None;

    /// <summary>Why it is refused, or could not be made; null where neither.</summary>
    public ExtractFailure? Failure { get; private set; }

    /// <summary>Name of the source that could not be read; null for everything else.</summary>
    public string? FailedSource { get; private set; }

    /// <summary>Account of the officer who had it released.</summary>
    public string? ReleasedBy { get; private set; }

    /// <summary>When it was released (UTC): from then on it can be downloaded.</summary>
    public DateTimeOffset? ReleasedAt { get; private set; }

    /// <summary>When it was first downloaded (UTC): from then on it may be with the partner.</summary>
    public DateTimeOffset? TakenAt { get; private set; }

    /// <summary>When its files were destroyed (UTC), or it ended without any.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Changes with every change: whoever writes says which one was read.</summary>
    public Guid Revision { get; private set; }

    /// <summary>Whether something of it may still leave.</summary>
    public bool IsOpen => State is ExtractState.Waiting or ExtractState.Making or ExtractState.Prepared or ExtractState.Releasing;

    /// <summary>A new one that waits.</summary>
    /// <param name="id">Identifier, chosen by the page.</param>
    /// <param name="study">The study; it is published.</param>
    /// <param name="format">How rows are written.</param>
    /// <param name="by">Account of the officer.</param>
    /// <param name="now">When (UTC).</param>
    public static ResearchExtract Ask(Guid id, Study study, ExtractFormat format, string by, DateTimeOffset now) =>
        new() { Id = id, Study = study.Id, Version = study.Version, Format = format, AskedBy = by, AskedAt = now, Revision = Guid.NewGuid() };

    /// <summary>A run begins to read; what an earlier one read is no part of it.</summary>
    /// <param name="staged">The file it writes into.</param>
    /// <param name="reading">Its fencing number.</param>
    /// <param name="now">When (UTC).</param>
    public void Begin(Guid staged, int reading, DateTimeOffset now)
    {
        Must(ExtractState.Waiting, ExtractState.Making);
        (State, StagedFile, Reading, ReadAt, Revision) = (ExtractState.Making, staged, reading, now, Guid.NewGuid());
    }

    /// <summary>The run lets go before it is done; another one begins anew.</summary>
    public void Wait()
    {
        Must(ExtractState.Making);
        (State, StagedFile, Revision) = (ExtractState.Waiting, null, Guid.NewGuid());
    }

    /// <summary>It was read, and few enough people could be told from the others.</summary>
    public void Prepare(ExtractFigures figures, IReadOnlyList<ExtractedDataset> datasets)
    {
        Must(ExtractState.Making);
        (State, Figures, Datasets, Revision) = (ExtractState.Prepared, figures, datasets, Guid.NewGuid());
    }

    /// <summary>Too many people could be told from the others: nothing leaves.</summary>
    public void Refuse(ExtractFigures figures, ExtractFailure why, DateTimeOffset now)
    {
        Must(ExtractState.Making, ExtractState.Releasing);
        (State, Figures, Failure, EndedAt, Revision) = (ExtractState.Refused, figures, why, now, Guid.NewGuid());
    }

    /// <summary>It could not be made.</summary>
    public void Fail(ExtractFailure why, string? source, DateTimeOffset now)
    {
        Must(ExtractState.Waiting, ExtractState.Making, ExtractState.Releasing);
        (State, Failure, FailedSource, EndedAt, Revision) = (ExtractState.Failed, why, source, now, Guid.NewGuid());
    }

    /// <summary>An officer looked at the figures and wants it released.</summary>
    public Result AskRelease(string by)
    {
        if (State is ExtractState.Releasing) return Result.Ok;
        if (State is not ExtractState.Prepared) return new ExtractNotPrepared();
        (State, ReleasedBy, Failure, Revision) = (ExtractState.Releasing, by, null, Guid.NewGuid());
        return Result.Ok;
    }

    /// <summary>A run begins to write the file that leaves.</summary>
    public void BeginRelease(Guid file)
    {
        Must(ExtractState.Releasing);
        (File, Revision) = (file, Guid.NewGuid());
    }

    /// <summary>The run lets go before it is released; another one begins anew.</summary>
    public void LetGo()
    {
        Must(ExtractState.Releasing);
        (File, Revision) = (null, Guid.NewGuid());
    }

    /// <summary>The release could not be made now; an officer may ask for it again.</summary>
    public void HoldBack(ExtractFailure why)
    {
        Must(ExtractState.Releasing);
        (State, File, ReleasedBy, Failure, Revision) = (ExtractState.Prepared, null, null, why, Guid.NewGuid());
    }

    /// <summary>It is released.</summary>
    public void Release(ExtractFigures figures, IReadOnlyList<ExtractedDataset> datasets, DateTimeOffset now)
    {
        Must(ExtractState.Releasing);
        (State, Figures, Datasets, StagedFile, ReleasedAt, Revision) = (ExtractState.Released, figures, datasets, null, now, Guid.NewGuid());
    }

    /// <summary>It is downloaded. That changes the revision: a withdrawal that throws it away in the same moment comes before or after.</summary>
    public Result Take(DateTimeOffset now)
    {
        if (State is not ExtractState.Released) return new ExtractNotThere();
        TakenAt ??= now;
        Revision = Guid.NewGuid();
        return Result.Ok;
    }

    /// <summary>
    /// Its files are thrown away: an officer wants it, or somebody in it withdrew. What was downloaded stays known: the partner may have it.
    /// </summary>
    public Result Discard(DateTimeOffset now)
    {
        if (State is ExtractState.Discarded) return Result.Ok;
        if (State is not (ExtractState.Prepared or ExtractState.Released)) return new ExtractNotPrepared();
        (State, EndedAt, Revision) = (ExtractState.Discarded, now, Guid.NewGuid());
        return Result.Ok;
    }

    private void Must(params ReadOnlySpan<ExtractState> states)
    {
        if (!states.Contains(State)) throw new InvalidOperationException($"Extract {Id} is {State}.");
    }
}

/// <summary>Where an extract stands. Stored by name, so names never change.</summary>
public enum ExtractState
{
    /// <summary>No run has it yet.</summary>
    Waiting,
    /// <summary>The sources are being read.</summary>
    Making,
    /// <summary>An officer looks at the figures.</summary>
    Prepared,
    /// <summary>Too many people could be told from the others.</summary>
    Refused,
    /// <summary>It could not be made.</summary>
    Failed,
    /// <summary>Everybody is looked at again, and the file that leaves is being written.</summary>
    Releasing,
    /// <summary>It can be downloaded for the partner.</summary>
    Released,
    /// <summary>Its files are destroyed.</summary>
    Discarded,
}

/// <summary>How rows are written. Stored by name, so names never change.</summary>
public enum ExtractFormat
{
    /// <summary>CSV, for spreadsheets.</summary>
    Csv,
    /// <summary>One JSON object a line, for programs.</summary>
    JsonLines,
}

/// <summary>How many rows of a kind of record an extract has.</summary>
/// <param name="Source">Name of the source.</param>
/// <param name="Dataset">Identifier of the dataset.</param>
/// <param name="Rows">How many.</param>
public sealed record ExtractedDataset(string Source, string Dataset, long Rows);
