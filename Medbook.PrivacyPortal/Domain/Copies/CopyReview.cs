using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Domain.Copies;

/// <summary>Where a review stands. Stored by name, so names never change.</summary>
public enum ReviewState
{
    /// <summary>Texts wait for an officer.</summary>
    Waiting,
    /// <summary>An officer judged every text; what was released was delivered.</summary>
    Done,
}

/// <summary>
/// The free texts of a person's copies that an officer reads for what they say about others, before the person gets them. It names
/// no text: the texts stay in their sources, the verdicts are keyed hashes (<see cref="TextVerdict"/>).
/// </summary>
/// <remarks>GDPR 15(4), 20(4). A copy is a request under article 12: the term runs from the day it was asked for (rules T2-T4).</remarks>
public sealed class CopyReview : IAudited
{
    private CopyReview() { }

    /// <summary>Identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>Whose texts.</summary>
    public SubjectKey Subject { get; private set; }

    /// <summary>Which right the copy answers.</summary>
    public CopyKind Kind { get; private set; }

    /// <summary>The newest copy whose texts wait.</summary>
    public Guid Copy { get; private set; }

    /// <summary>Language of the copy and of its mails, as a culture name.</summary>
    public string Language { get; private set; } = "";

    /// <summary>When the first of the copies was asked for (UTC).</summary>
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>The day it is answered by: a copy that joins later does not move it.</summary>
    public DateOnly DueOn { get; private set; }

    /// <summary>How many different texts waited in the newest copy.</summary>
    public long Texts { get; private set; }

    /// <summary>Where it stands.</summary>
    public ReviewState State { get; private set; }

    /// <summary>Account of the officer who finished it.</summary>
    public string? DecidedBy { get; private set; }

    /// <summary>When it was finished (UTC).</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>How many different texts were released.</summary>
    public long Released { get; private set; }

    /// <summary>How many different texts were held back.</summary>
    public long HeldBack { get; private set; }

    /// <summary>Changes with each change, so that two officers cannot finish it twice.</summary>
    public Guid Revision { get; private set; }

    /// <summary>The review of a copy with texts that nobody has judged yet.</summary>
    /// <param name="copy">The copy.</param>
    /// <param name="texts">How many different texts wait; at least one.</param>
    public static CopyReview Of(DataCopy copy, long texts)
    {
        var review = new CopyReview
        {
            Id = Guid.CreateVersion7(copy.AskedAt), Subject = copy.Subject, Kind = copy.Kind,
            AskedAt = copy.AskedAt, DueOn = Deadline.From(copy.AskedAt).Due, State = ReviewState.Waiting,
        };
        review.Join(copy, texts);
        return review;
    }

    /// <summary>A later copy of the same kind joins: one officer reads the texts once, by the first date.</summary>
    /// <exception cref="InvalidOperationException">The review is finished, or the copy is not of this person and kind.</exception>
    public void Join(DataCopy copy, long texts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(texts, 1);
        if (State != ReviewState.Waiting || (copy.Subject, copy.Kind) != (Subject, Kind))
        {
            throw new InvalidOperationException($"Copy {copy.Id} does not belong to review {Id}.");
        }
        (Copy, Language, Texts, Revision) = (copy.Id, copy.Language, texts, Guid.NewGuid());
    }

    /// <summary>Why this person may not judge these texts now; null where they may.</summary>
    /// <remarks>Nobody decides on what they get themselves.</remarks>
    public Problem? WhyNotBy(Actor who) => who.Subject == Subject ? new OwnReview() : State == ReviewState.Done ? new ReviewFinished() : null;

    /// <summary>An officer is done.</summary>
    /// <param name="waiting">How many texts nobody has judged.</param>
    /// <param name="released">How many texts were released.</param>
    /// <param name="heldBack">How many were held back.</param>
    /// <param name="who">The officer.</param>
    /// <param name="now">When (UTC).</param>
    public Result Finish(long waiting, long released, long heldBack, Actor who, DateTimeOffset now)
    {
        if (WhyNotBy(who) is { } problem) return problem;
        if (waiting > 0) return new TextsUnjudged(waiting);
        (State, DecidedBy, DecidedAt, Released, HeldBack, Revision) = (ReviewState.Done, who.Id, now, released, heldBack, Guid.NewGuid());
        return Result.Ok;
    }
}
