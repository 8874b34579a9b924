using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Domain.Copies;

/// <summary>A copy of a person's data: asked for, made by a run, kept for a while, and gone. The row stays and holds no data of the person.</summary>
/// <remarks>GDPR 15(3), 20; policy 7.1, 7.8.</remarks>
public sealed class DataCopy : IAudited
{
    private DataCopy() { }

    /// <summary>Identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>Whose data.</summary>
    public SubjectKey Subject { get; private set; }

    /// <summary>Which right it answers.</summary>
    public CopyKind Kind { get; private set; }

    /// <summary>Language of what is written in it and of its mails, as a culture name.</summary>
    public string Language { get; private set; } = "";

    /// <summary>The review whose released texts it brings after; null for a copy the person asked for.</summary>
    public Guid? SupplementOf { get; private set; }

    /// <summary>Where it stands.</summary>
    public CopyState State { get; private set; }

    /// <summary>When it was asked for (UTC).</summary>
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>The file in the vault; it stays named after its key and bytes are gone.</summary>
    public Guid? FileId { get; private set; }

    /// <summary>When it was made (UTC): the moment its data was read.</summary>
    public DateTimeOffset? MadeAt { get; private set; }

    /// <summary>From when it can no longer be downloaded (UTC).</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    /// <summary>When it stopped being of use (UTC): it failed, was called off, thrown away, lost or expired.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Why it could not be made.</summary>
    public CopyFailure? Failure { get; private set; }

    /// <summary>Whether all sources are in it; null until it is made.</summary>
    public CopyStatus? Completeness { get; private set; }

    /// <summary>Length of the archive in bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>Records in all datasets.</summary>
    public long Records { get; private set; }

    /// <summary>What each dataset held, as digests.</summary>
    public IReadOnlyList<DatasetFingerprint> Fingerprints { get; private set; } = [];

    /// <summary>What could not be read.</summary>
    public IReadOnlyList<MissingPart> Missing { get; private set; } = [];

    /// <summary>How many free texts wait for an officer.</summary>
    public long WithheldTexts { get; private set; }

    /// <summary>Whether it is still to be made.</summary>
    public bool IsOpen => State is CopyState.Waiting or CopyState.Making;

    /// <summary>Whether it can be downloaded now.</summary>
    public bool IsReadyAt(DateTimeOffset now) => WhyNotAt(now) is null;

    /// <summary>A copy that is asked for.</summary>
    /// <param name="subject">Whose data.</param>
    /// <param name="kind">Which right it answers.</param>
    /// <param name="language">Language of the person, as a culture name.</param>
    /// <param name="now">When (UTC).</param>
    /// <param name="supplementOf">The review whose released texts it brings after.</param>
    public static DataCopy Ask(SubjectKey subject, CopyKind kind, string? language, DateTimeOffset now, Guid? supplementOf = null) =>
        new()
        {
            Id = Guid.CreateVersion7(now), Subject = subject, Kind = kind, Language = PortalCultures.Of(language).Name,
            State = CopyState.Waiting, AskedAt = now, SupplementOf = supplementOf,
        };

    /// <summary>A run begins to write it into a file; whatever an earlier try wrote is no part of it.</summary>
    /// <exception cref="InvalidOperationException">It is not to be made any more.</exception>
    public void Begin(Guid file)
    {
        MustBeOpen();
        (State, FileId) = (CopyState.Making, file);
    }

    /// <summary>The run lets go before it is done; the copy waits again and begins anew.</summary>
    /// <exception cref="InvalidOperationException">It is not being made.</exception>
    public void Wait()
    {
        MustBeOpen();
        (State, FileId) = (CopyState.Waiting, null);
    }

    /// <summary>It is made, wholly or in part.</summary>
    /// <param name="content">What it holds.</param>
    /// <param name="madeAt">When its data was read (UTC).</param>
    /// <param name="keep">How long it can be downloaded, from now on.</param>
    /// <param name="now">When (UTC).</param>
    /// <exception cref="InvalidOperationException">It is not being made.</exception>
    public void Ready(CopyContent content, DateTimeOffset madeAt, TimeSpan keep, DateTimeOffset now)
    {
        MustBeOpen();
        (State, MadeAt, ExpiresAt) = (CopyState.Ready, madeAt, now + keep);
        (Completeness, Bytes, Records) = (content.Completeness, content.Bytes, content.Records);
        (Fingerprints, Missing, WithheldTexts) = (content.Fingerprints, content.Missing, content.WithheldTexts);
    }

    /// <summary>It could not be made.</summary>
    /// <param name="why">Why.</param>
    /// <param name="missing">What could not be read.</param>
    /// <param name="now">When (UTC).</param>
    /// <exception cref="InvalidOperationException">It is not being made.</exception>
    public void Fail(CopyFailure why, IReadOnlyList<MissingPart> missing, DateTimeOffset now)
    {
        MustBeOpen();
        (Failure, Missing) = (why, missing);
        End(CopyState.Failed, now);
    }

    /// <summary>The person called it off.</summary>
    public Result Cancel(DateTimeOffset now)
    {
        if (!IsOpen) return new CopyAlreadyEnded();
        End(CopyState.Cancelled, now);
        return Result.Ok;
    }

    /// <summary>The person throws it away.</summary>
    public Result Discard(DateTimeOffset now)
    {
        if (WhyNotAt(now) is { } problem) return problem;
        End(CopyState.Discarded, now);
        return Result.Ok;
    }

    /// <summary>Its time is over.</summary>
    /// <exception cref="InvalidOperationException">It is not ready, or its time is not over.</exception>
    public void Expire(DateTimeOffset now)
    {
        if (State != CopyState.Ready || IsReadyAt(now)) throw new InvalidOperationException($"Copy {Id} does not expire yet.");
        End(CopyState.Expired, now);
    }

    /// <summary>It can no longer be read: its file is damaged or its key is lost.</summary>
    /// <exception cref="InvalidOperationException">It is not ready.</exception>
    public void Lose(DateTimeOffset now)
    {
        if (State != CopyState.Ready) throw new InvalidOperationException($"Copy {Id} is {State}.");
        End(CopyState.Lost, now);
    }

    /// <summary>Why it cannot be downloaded or thrown away now; null where it can.</summary>
    // What is ready has a day on which it expires.
    public Problem? WhyNotAt(DateTimeOffset now) => State.WhyNot() ?? (now < ExpiresAt!.Value ? null : new CopyExpired());

    private void End(CopyState state, DateTimeOffset now) => (State, EndedAt) = (state, now);

    private void MustBeOpen()
    {
        if (!IsOpen) throw new InvalidOperationException($"Copy {Id} is {State}.");
    }
}
