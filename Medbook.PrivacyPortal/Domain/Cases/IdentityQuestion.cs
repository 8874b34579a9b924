using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;

namespace Medbook.PrivacyPortal.Domain.Cases;

/// <summary>What an officer doubts. Stored by name, so names never change.</summary>
public enum QuestionAbout
{
    /// <summary>Whether the sender is the person (GDPR 12(6)).</summary>
    Identity,
    /// <summary>Whether a representative may act for the person (rule I5).</summary>
    Mandate,
}

/// <summary>How a person answers. Stored by name, so names never change.</summary>
public enum ProofKind
{
    /// <summary>A picture of the front of a card, masked before it left the browser.</summary>
    MaskedCard,
    /// <summary>A written mandate or another paper, as a file.</summary>
    Document,
    /// <summary>Signing in anew with a second factor.</summary>
    SecondFactor,
    /// <summary>Something else, said in words: a call back, facts only the person knows.</summary>
    OtherWay,
}

/// <summary>Where a question about identity stands. Stored by name, so names never change.</summary>
public enum QuestionState
{
    /// <summary>It waits for the person.</summary>
    Asked,
    /// <summary>It waits for the officer.</summary>
    Answered,
    /// <summary>The officer is satisfied.</summary>
    Accepted,
    /// <summary>The officer is not satisfied.</summary>
    Rejected,
    /// <summary>Its time was over: what was uploaded is destroyed (rule I3).</summary>
    Lapsed,
}

/// <summary>Why a proof was not accepted. Stored by name, so names never change.</summary>
public enum ProofFault
{
    /// <summary>It shows the back of a card, where the national register number stands (rule I4).</summary>
    BackOfCard,
    /// <summary>It cannot be read.</summary>
    Unreadable,
    /// <summary>It is somebody else's.</summary>
    SomebodyElse,
    /// <summary>It is no longer valid.</summary>
    NoLongerValid,
    /// <summary>It does not show what was asked.</summary>
    DoesNotShowIt,
}

/// <summary>
/// A question about identity or mandate: asked only with a doubt in words, answered by the person, judged by an officer. At the verdict
/// its file and its key go; what stays is that it was checked, by whom, and when.
/// </summary>
/// <remarks>Rules I1-I5; GDPR 12(6); EDPB Guidelines 01/2022, 58-79.</remarks>
public sealed class IdentityQuestion
{
    /// <summary>Characters of the doubt and of an answer in words.</summary>
    public const int MaxWords = 2_000;

    /// <summary>How long an upload waits for a verdict, and a question for its answer, where the settings say nothing else.</summary>
    public static readonly TimeSpan UsualLifetime = TimeSpan.FromDays(14);

    private IdentityQuestion() { }

    /// <summary>Identifier, chosen by the page.</summary>
    public Guid Id { get; private set; }

    /// <summary>The request it belongs to.</summary>
    public Guid RequestId { get; private set; }

    /// <summary>Whose request it is.</summary>
    public SubjectKey Subject { get; private set; }

    /// <summary>What is doubted.</summary>
    public QuestionAbout About { get; private set; }

    /// <summary>Why the officer doubts, in words; the person reads them.</summary>
    public string Doubt { get; private set; } = "";

    /// <summary>Account of the officer who asked.</summary>
    public string AskedBy { get; private set; } = "";

    /// <summary>When it was asked (UTC).</summary>
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>Whether the clock stands still for it (rule T6).</summary>
    public bool Pauses { get; private set; }

    /// <summary>Where it stands.</summary>
    public QuestionState State { get; private set; }

    /// <summary>How the person answered.</summary>
    public ProofKind? Proof { get; private set; }

    /// <summary>The answer in words; empty once it was judged.</summary>
    public string Words { get; private set; } = "";

    /// <summary>The file in the vault, from before its first byte; null where there is none, or no more.</summary>
    public Guid? FileId { get; private set; }

    /// <summary>When it was answered (UTC).</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>When it was judged, or lapsed (UTC).</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Account of the officer who judged.</summary>
    public string? JudgedBy { get; private set; }

    /// <summary>Why it was not accepted.</summary>
    public ProofFault? Fault { get; private set; }

    /// <summary>Changes with every change.</summary>
    public Guid Revision { get; private set; }

    /// <summary>Whether somebody still has to do something about it.</summary>
    public bool IsOpen => State is QuestionState.Asked or QuestionState.Answered;

    internal static Result<IdentityQuestion> Ask(Guid id, RightsRequest request, QuestionAbout about, string doubt, bool pauses, Actor by, DateTimeOffset now)
    {
        var words = doubt.Trim();
        if (words.Length == 0) return new DoubtMissing();
        if (words.Length > MaxWords) return new DoubtTooLong(MaxWords);
        return new IdentityQuestion
        {
            Id = id, RequestId = request.Id, Subject = request.Subject, About = about, Doubt = words, AskedBy = by.Id, AskedAt = now,
            Pauses = pauses, State = QuestionState.Asked, Revision = Guid.NewGuid(),
        };
    }

    /// <summary>A file begins to arrive. It is known before its first byte, so that one that breaks off is destroyed with the rest; the caller destroys that of an earlier try.</summary>
    /// <param name="file">The file in the vault.</param>
    /// <returns>Nothing; or <see cref="QuestionAlreadyAnswered"/>.</returns>
    /// <remarks>Rules I2 and I3.</remarks>
    public Result Receive(Guid file)
    {
        if (State != QuestionState.Asked) return new QuestionAlreadyAnswered();
        FileId = file;
        Touch();
        return Result.Ok;
    }

    internal Result Answer(ProofKind proof, string words, Guid? file, DateTimeOffset now)
    {
        if (State != QuestionState.Asked) return new QuestionAlreadyAnswered();
        var said = words.Trim();
        if (said.Length > MaxWords) return new DoubtTooLong(MaxWords);
        if (proof is ProofKind.MaskedCard or ProofKind.Document && file is null) return new ProofMissing();
        if (proof is ProofKind.OtherWay && said.Length == 0) return new ProofMissing();
        (State, Proof, Words, FileId, AnsweredAt) = (QuestionState.Answered, proof, said, file, now);
        Touch();
        return Result.Ok;
    }

    internal Result Accept(Actor by, DateTimeOffset now) => Judge(QuestionState.Accepted, null, by, now);

    internal Result Reject(ProofFault fault, Actor by, DateTimeOffset now) => Judge(QuestionState.Rejected, fault, by, now);

    internal Result Lapse(DateTimeOffset now)
    {
        if (!IsOpen) return new QuestionAlreadyJudged();
        End(QuestionState.Lapsed, now);
        return Result.Ok;
    }

    private Result Judge(QuestionState verdict, ProofFault? fault, Actor by, DateTimeOffset now)
    {
        if (State == QuestionState.Asked) return new QuestionNotAnswered();
        if (State != QuestionState.Answered) return new QuestionAlreadyJudged();
        (JudgedBy, Fault) = (by.Id, fault);
        End(verdict, now);
        return Result.Ok;
    }

    // The caller destroys the file's key in the same transaction (rule I2).
    private void End(QuestionState state, DateTimeOffset now)
    {
        (State, EndedAt, Words, FileId) = (state, now, "", null);
        Touch();
    }

    private void Touch() => Revision = Guid.NewGuid();
}
