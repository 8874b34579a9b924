using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Domain.Cases;

/// <summary>A person's request, from the first word of its draft to the answer.</summary>
/// <remarks>GDPR 12, 15-22; policy 7.</remarks>
public sealed class RightsRequest
{
    /// <summary>Characters of words that one request holds.</summary>
    public const int MaxWords = 10_000;

    private readonly List<RequestEvent> events = [];

    private RightsRequest() { }

    /// <summary>Identifier, chosen by the page that starts the draft, so that a second click starts no second one.</summary>
    public Guid Id { get; private set; }

    /// <summary>Whose request it is.</summary>
    public SubjectKey Subject { get; private set; }

    /// <summary>The number to quote; null for a draft.</summary>
    public string? Number { get; private set; }

    /// <summary>What is asked.</summary>
    public RequestKind Kind { get; private set; }

    /// <summary>What it covers.</summary>
    public RequestScope Scope { get; private set; } = RequestScope.Everything;

    /// <summary>The person's own words; used for nothing but this request (policy 7.9).</summary>
    public string Words { get; private set; } = "";

    /// <summary>Language of the request and of its answer, as a culture name.</summary>
    public string Language { get; private set; } = "";

    /// <summary>Where it stands.</summary>
    public RequestStatus Status { get; private set; }

    /// <summary>Whether its clock runs; kept so that the queue can be read by an index.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>When the draft was started (UTC).</summary>
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>When it last changed (UTC).</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>When it arrived (UTC); null for a draft.</summary>
    public DateTimeOffset? ReceivedAt { get; private set; }

    /// <summary>The date that is shown and worked to; null for a draft.</summary>
    public DateOnly? DueOn { get; private set; }

    /// <summary>How it was answered; null until then.</summary>
    public Outcome? Outcome { get; private set; }

    /// <summary>The ground of a refusal.</summary>
    public RefusalGround? Ground { get; private set; }

    /// <summary>The answer as the person got it; null until then.</summary>
    public DecisionLetter? Letter { get; private set; }

    /// <summary>When it was answered (UTC).</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Account of the officer who decided; shown to the person only as a role.</summary>
    public string? DecidedBy { get; private set; }

    /// <summary>Whether the answer came after the last legal day (rule T7).</summary>
    public bool AnsweredLate { get; private set; }

    /// <summary>Changes with every change: whoever writes says which one was read.</summary>
    public Guid Revision { get; private set; }

    /// <summary>What happened, oldest first.</summary>
    public IReadOnlyList<RequestEvent> Events => events;

    /// <summary>The term; null for a draft.</summary>
    public Deadline? Deadline => ReceivedAt is { } received ? Time.Deadline.From(received) : null;

    /// <summary>That it arrived, with number and term; null for a draft.</summary>
    public Acknowledgement? Acknowledgement =>
        Deadline is { } deadline ? new(Id, Number!, ReceivedAt!.Value, deadline) : null;

    /// <summary>Whether this kind says nothing without words: what is wrong, or what is complained about. All others may be sent without.</summary>
    public static bool NeedsWords(RequestKind kind) => kind is RequestKind.Rectification or RequestKind.Complaint;

    /// <summary>A new draft.</summary>
    public static RightsRequest Start(
        Guid id, SubjectKey subject, RequestKind kind, RequestScope scope, string language, DateTimeOffset now) =>
        new()
        {
            Id = id, Subject = subject, Kind = kind, Scope = scope, Language = PortalCultures.Of(language).Name,
            Status = RequestStatus.Draft, StartedAt = now, ChangedAt = now, Revision = Guid.NewGuid(),
        };

    /// <summary>Keeps what the person has written so far.</summary>
    public Result Write(RequestKind kind, RequestScope scope, string words, DateTimeOffset now)
    {
        if (RequestTransitions.Next(Status, RequestStep.Write).Problem is { } problem) return problem;
        if (words.Length > MaxWords) return new WordsTooLong(MaxWords);
        if (scope.IsTooLarge) return new ScopeTooLarge(RequestScope.Limit);
        (Kind, Scope, Words) = (kind, scope, words);
        Touch(now);
        return Result.Ok;
    }

    /// <summary>The person sends it: the clock starts.</summary>
    /// <remarks>Rules T1 and T8.</remarks>
    public Result<Acknowledgement> Submit(RequestNumber number, DateTimeOffset now)
    {
        var next = RequestTransitions.Next(Status, RequestStep.Submit);
        if (!next.IsOk) return next.Problem;
        if (NeedsWords(Kind) && string.IsNullOrWhiteSpace(Words)) return new WordsMissing();
        var deadline = Time.Deadline.From(now);
        (Number, ReceivedAt, DueOn) = (number.ToString(), now, deadline.Due);
        Move(next.Value, now);
        Happened(RequestEventKind.Submitted, Role.Member, now);
        Happened(RequestEventKind.Acknowledged, Role.Portal, now);
        return new Acknowledgement(Id, Number, now, deadline);
    }

    /// <summary>An officer grants it, with a letter that says what is done.</summary>
    public Result Grant(DecisionLetter letter, Actor by, DateTimeOffset now) =>
        Decide(RequestStep.Grant, Cases.Outcome.Granted, RequestEventKind.Granted, letter, by, now);

    /// <summary>An officer refuses it. The letter must hold the reasons, the right to complain and the way to court; a late one says that it is late.</summary>
    /// <param name="reasons">The ground and the facts.</param>
    /// <param name="letter">The letter as the person gets it.</param>
    /// <param name="authority">How the letter must name the authority: address, telephone and site, in its language.</param>
    /// <param name="by">The officer.</param>
    /// <param name="now">When (UTC).</param>
    /// <remarks>Rules M2 and T7; GDPR 12(4), 22.</remarks>
    public Result Refuse(RefusalReasons reasons, DecisionLetter letter, string authority, Actor by, DateTimeOffset now)
    {
        if (RequestTransitions.Next(Status, RequestStep.Refuse).Problem is { } problem) return problem;
        if (RefusalGrounds.ArticleOf(reasons.Ground, Kind) is null) return new GroundDoesNotFit();
        var words = reasons.Words.Trim();
        if (words.Length == 0 || !letter.Says(LetterPart.Reasons, words)) return new ReasonsMissing();
        if (!letter.Says(LetterPart.Complaint, authority)) return new AuthorityMissing();
        if (!letter.Says(LetterPart.Court)) return new CourtMissing();
        var decided = Decide(RequestStep.Refuse, Cases.Outcome.Refused, RequestEventKind.Refused, letter, by, now);
        if (decided.IsOk) Ground = reasons.Ground;
        return decided;
    }

    private Result Decide(
        RequestStep step, Outcome outcome, RequestEventKind what, DecisionLetter letter, Actor by, DateTimeOffset now)
    {
        var next = RequestTransitions.Next(Status, step);
        if (!next.IsOk) return next.Problem;
        if (!by.Roles.Contains(Role.Officer)) return new OfficerMissing();
        if (!letter.Says(LetterPart.Decision)) return new DecisionMissing();
        var late = Deadline!.IsBreachedOn(BrusselsTime.DateOf(now));
        if (late && !letter.Says(LetterPart.Late)) return new LateNoticeMissing();
        (Outcome, Letter, DecidedAt, DecidedBy, AnsweredLate) = (outcome, letter, now, by.Id, late);
        Move(next.Value, now);
        Happened(what, Role.Officer, now);
        if (late) Happened(RequestEventKind.TermBreached, Role.Portal, now);
        return Result.Ok;
    }

    private void Move(RequestStatus to, DateTimeOffset now)
    {
        Status = to;
        IsOpen = to.IsOpen();
        Touch(now);
    }

    private void Touch(DateTimeOffset now) => (ChangedAt, Revision) = (now, Guid.NewGuid());

    private void Happened(RequestEventKind kind, Role by, DateTimeOffset now) => events.Add(new RequestEvent(kind, by, now));
}
