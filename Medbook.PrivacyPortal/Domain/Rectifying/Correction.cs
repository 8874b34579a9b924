using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;

namespace Medbook.PrivacyPortal.Domain.Rectifying;

/// <summary>Where the correction of a value stands. Stored by name, so names never change.</summary>
public enum CorrectionState
{
    /// <summary>The portal is about to write it. Whoever finds it so looks into the source: it may be written already.</summary>
    Intended,
    /// <summary>The record held another value than the one that was shown: an officer looks at both and decides anew.</summary>
    Conflict,
    /// <summary>The portal does not write it: somebody does it by hand.</summary>
    ByHand,
    /// <summary>The portal wrote it, or found it written.</summary>
    Written,
    /// <summary>Somebody corrected it by hand.</summary>
    DoneByHand,
    /// <summary>An officer left the value as it is, for a reason that the person reads.</summary>
    Left,
}

/// <summary>
/// One value that an officer granted to be corrected. It is the intent that stands in the portal before the source changes, and its
/// outcome afterwards: old and new value stay in the case.
/// </summary>
/// <remarks>GDPR 16. A source and the portal are two databases: whoever finds an intent without an outcome reads the source and knows.</remarks>
public sealed class Correction : IAudited
{
    /// <summary>Most characters of a reason.</summary>
    public const int MaxWords = 2000;

    private Correction() { }

    /// <summary>Identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>The request it was granted in.</summary>
    public Guid RequestId { get; private set; }

    /// <summary>Whose data.</summary>
    public SubjectKey Subject { get; private set; }

    /// <summary>Its place among those of the request.</summary>
    public int Position { get; private set; }

    /// <summary>Name of the source.</summary>
    public string Source { get; private set; } = "";

    /// <summary>Identifier of the dataset.</summary>
    public string Dataset { get; private set; } = "";

    /// <summary>Key of the record; empty where only the kind of record is known.</summary>
    public string Record { get; private set; } = "";

    /// <summary>Name of the field in the data map.</summary>
    public string Field { get; private set; } = "";

    /// <summary>The value that was shown, in one form for all languages; only where it is still that one the source changes. Null for nothing.</summary>
    public string? Expected { get; private set; }

    /// <summary>What is to stand there, in the same form; empty where nothing is to stand there.</summary>
    public string Proposed { get; private set; } = "";

    /// <summary>What the record held instead; null where it was not in conflict, or held nothing.</summary>
    public string? Found { get; private set; }

    /// <summary>Where it stands.</summary>
    public CorrectionState State { get; private set; }

    /// <summary>Why the portal does not write it; null where it does.</summary>
    public CorrectionObstacle? Obstacle { get; private set; }

    /// <summary>Why it was left as it is, as the person reads it.</summary>
    public string Words { get; private set; } = "";

    /// <summary>When it was granted (UTC).</summary>
    public DateTimeOffset GrantedAt { get; private set; }

    /// <summary>Account of the officer who decided about it last; null where nobody had to after the grant.</summary>
    public string? DecidedBy { get; private set; }

    /// <summary>When it came to its end (UTC).</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Changes with every change: whoever writes says which one was read.</summary>
    public Guid Revision { get; private set; }

    /// <summary>Whether an officer has to do something.</summary>
    public bool NeedsOfficer => State is CorrectionState.Conflict or CorrectionState.ByHand;

    /// <summary>Whether it has not come to its end.</summary>
    public bool IsOpen => State == CorrectionState.Intended || NeedsOfficer;

    /// <summary>Whether the source holds what was granted.</summary>
    public bool IsCorrected => State is CorrectionState.Written or CorrectionState.DoneByHand;

    /// <summary>Whether a request ends in corrections: it asked for them, and an officer granted it, at least in part.</summary>
    public static bool CanFollow(RightsRequest request) =>
        request is { Kind: RequestKind.Rectification, Outcome: Outcome.Granted or Outcome.PartlyGranted } && request.Details.Corrections.Count > 0;

    /// <summary>A value that was granted: the intent. Where no single record is named, somebody does it by hand.</summary>
    /// <param name="request">The request that was granted.</param>
    /// <param name="position">Its place among those of the request.</param>
    /// <param name="asked">What the person asked.</param>
    /// <param name="now">When (UTC).</param>
    /// <exception cref="ArgumentException">The request does not end in corrections.</exception>
    public static Correction Grant(RightsRequest request, int position, FieldCorrection asked, DateTimeOffset now)
    {
        if (!CanFollow(request)) throw new ArgumentException("The request does not end in corrections.", nameof(request));
        var isNamed = asked.Row.Key.Length > 0;
        return new Correction
        {
            Id = Guid.CreateVersion7(now), RequestId = request.Id, Subject = request.Subject, Position = position,
            Source = asked.Row.Source, Dataset = asked.Row.Dataset, Record = asked.Row.Key, Field = asked.Field,
            Expected = asked.Shown, Proposed = asked.Proposed.Trim(), GrantedAt = now, Revision = Guid.NewGuid(),
            State = isNamed ? CorrectionState.Intended : CorrectionState.ByHand,
            Obstacle = isNamed ? null : CorrectionObstacle.NoRecord,
        };
    }

    /// <summary>The source holds what was intended.</summary>
    public void Write(DateTimeOffset now) => End(CorrectionState.Written, now);

    /// <summary>The source holds another value than the one that was shown, and was not changed.</summary>
    public void FindOther(string? found)
    {
        Answer(CorrectionState.Conflict);
        Found = found;
    }

    /// <summary>The portal cannot write it.</summary>
    public void Hinder(CorrectionObstacle why)
    {
        Answer(CorrectionState.ByHand);
        Obstacle = why;
    }

    /// <summary>An officer has a value written after all: over what was found, or another one than was proposed.</summary>
    /// <param name="value">What is to stand there, in the form of the field; empty for nothing.</param>
    /// <param name="over">The value the officer saw there.</param>
    /// <param name="by">The officer.</param>
    public Result WriteOver(string value, string? over, Actor by)
    {
        if (!NeedsOfficer) return new CorrectionNotWaiting();
        if (value.Length > RequestDetails.MaxValue) return new ValueTooLong(RequestDetails.MaxValue);
        if (Record.Length == 0) return new CorrectionHindered(CorrectionObstacle.NoRecord);
        (Proposed, Expected, Found, Obstacle) = (value.Trim(), over, null, null);
        (State, DecidedBy, Revision) = (CorrectionState.Intended, by.Id, Guid.NewGuid());
        return Result.Ok;
    }

    /// <summary>Somebody corrected it in the source by hand.</summary>
    public Result CorrectByHand(Actor by, DateTimeOffset now)
    {
        if (!NeedsOfficer) return new CorrectionNotWaiting();
        (State, DecidedBy, EndedAt, Revision) = (CorrectionState.DoneByHand, by.Id, now, Guid.NewGuid());
        return Result.Ok;
    }

    /// <summary>An officer leaves the value as it is.</summary>
    /// <param name="words">Why, as the person reads it.</param>
    /// <param name="by">The officer.</param>
    /// <param name="now">When (UTC).</param>
    /// <returns>Nothing; or <see cref="CorrectionNotWaiting"/>, <see cref="CorrectionWordsMissing"/>, <see cref="ValueTooLong"/>.</returns>
    public Result Leave(string words, Actor by, DateTimeOffset now)
    {
        if (!NeedsOfficer) return new CorrectionNotWaiting();
        if (string.IsNullOrWhiteSpace(words)) return new CorrectionWordsMissing();
        if (words.Trim().Length > MaxWords) return new ValueTooLong(MaxWords);
        (State, Words, DecidedBy, EndedAt, Revision) = (CorrectionState.Left, words.Trim(), by.Id, now, Guid.NewGuid());
        return Result.Ok;
    }

    private void End(CorrectionState state, DateTimeOffset now)
    {
        Answer(state);
        EndedAt = now;
    }

    private void Answer(CorrectionState state)
    {
        if (State != CorrectionState.Intended) throw new InvalidOperationException($"Correction {Id} is {State}.");
        (State, Revision) = (state, Guid.NewGuid());
    }
}
