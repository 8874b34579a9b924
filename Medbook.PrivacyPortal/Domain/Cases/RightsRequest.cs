using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Domain.Cases;

/// <summary>A person's request, from the first word of its draft to the answer.</summary>
/// <remarks>GDPR 12, 15-22; policy 7.</remarks>
public sealed partial class RightsRequest
{
    /// <summary>Characters of words that one request holds.</summary>
    public const int MaxWords = 10_000;

    /// <summary>Years back that an arrival can be entered.</summary>
    public const int OldestArrival = 2;

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

    /// <summary>What it says beside its words, by kind.</summary>
    public RequestDetails Details { get; private set; } = RequestDetails.None;

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

    /// <summary>How it reached Medbook.</summary>
    public RequestChannel Channel { get; private set; }

    /// <summary>What shows that the sender is the person.</summary>
    public SenderProof Proof { get; private set; }

    /// <summary>Where the answer goes when it came by letter or mail; nobody has verified it. Null where the account or contact says it.</summary>
    public string? ReplyAddress { get; private set; }

    /// <summary>Account of whoever entered it for the person; null where they sent it themselves.</summary>
    public string? EnteredBy { get; private set; }

    /// <summary>Account of the officer who has it.</summary>
    public string? AssignedTo { get; private set; }

    /// <summary>When the portal got it (UTC); null for a draft.</summary>
    public DateTimeOffset? ReceivedAt { get; private set; }

    /// <summary>The day in Brussels on which it reached any official channel, which starts the clock (rule T1); null for a draft.</summary>
    public DateOnly? ReceivedOn { get; private set; }

    /// <summary>When the clock stood still (rule T6).</summary>
    public IReadOnlyList<Pause> Pauses { get; private set; } = [];

    /// <summary>The day on which the person was told that it takes longer (rule T5).</summary>
    public DateOnly? ExtendedOn { get; private set; }

    /// <summary>Why it takes longer.</summary>
    public ExtensionReason? ExtensionReason { get; private set; }

    /// <summary>The fee that was announced.</summary>
    public FeeQuote? Fee { get; private set; }

    /// <summary>The weighing of an objection; null until an officer did it.</summary>
    public BalancingTest? Balancing { get; private set; }

    /// <summary>The date that is shown and worked to; null for a draft.</summary>
    public DateOnly? DueOn { get; private set; }

    /// <summary>How it was answered; null until then.</summary>
    public Outcome? Outcome { get; private set; }

    /// <summary>What was decided part by part; empty until then.</summary>
    public IReadOnlyList<DecisionPart> Parts { get; private set; } = [];

    /// <summary>The ground of a refusal; of the first refused part.</summary>
    public RefusalGround? Ground { get; private set; }

    /// <summary>The answer as the person got it; null until then.</summary>
    public DecisionLetter? Letter { get; private set; }

    /// <summary>When it was answered (UTC).</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>The day in Brussels on which it was answered; null until then. Kept because the figures are counted in days, by the database.</summary>
    public DateOnly? DecidedOn { get; private set; }

    /// <summary>Account of the officer who decided; shown to the person only as a role.</summary>
    public string? DecidedBy { get; private set; }

    /// <summary>When the team was reminded of the due date (UTC).</summary>
    public DateTimeOffset? RemindedAt { get; private set; }

    /// <summary>When the administrators were told that the last legal day is near (UTC).</summary>
    public DateTimeOffset? EscalatedAt { get; private set; }

    /// <summary>When it was noted that the last legal day is over without an answer (UTC).</summary>
    public DateTimeOffset? BreachNotedAt { get; private set; }

    /// <summary>Whether the answer came after the last legal day (rule T7).</summary>
    public bool AnsweredLate { get; private set; }

    /// <summary>Changes with every change: whoever writes says which one was read.</summary>
    public Guid Revision { get; private set; }

    /// <summary>What happened, oldest first.</summary>
    public IReadOnlyList<RequestEvent> Events => events;

    /// <summary>The term; null for a draft.</summary>
    public Deadline? Deadline => ReceivedOn is { } received ? Time.Deadline.Kept(received, Pauses, ExtendedOn) : null;

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
    public Result Write(RequestKind kind, RequestScope scope, RequestDetails details, string words, DateTimeOffset now)
    {
        if (RequestTransitions.Next(Status, RequestStep.Write).Problem is { } problem) return problem;
        if (kind == RequestKind.Unsorted) return new KindMissing();
        if (words.Length > MaxWords) return new WordsTooLong(MaxWords);
        if (scope.IsTooLarge) return new ScopeTooLarge(RequestScope.Limit);
        if (details.Fault is { } fault) return fault;
        (Kind, Scope, Details, Words) = (kind, scope, details, words);
        Touch(now);
        return Result.Ok;
    }

    /// <summary>The person sends it: the clock starts.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="channel">The portal, by a member or by a guest.</param>
    /// <param name="proof">What shows that it is them.</param>
    /// <param name="now">When (UTC).</param>
    /// <remarks>Rules T1 and T8.</remarks>
    public Result<Acknowledgement> Submit(RequestNumber number, RequestChannel channel, SenderProof proof, DateTimeOffset now)
    {
        var next = RequestTransitions.Next(Status, RequestStep.Submit);
        if (!next.IsOk) return next.Problem;
        Details = Details.For(Kind);
        if (NeedsWords(Kind) && string.IsNullOrWhiteSpace(Words) && !Details.SaysWhatIsWrong) return new WordsMissing();
        (Channel, Proof) = (channel, proof);
        Arrive(next.Value, number, BrusselsTime.DateOf(now), now);
        Happened(RequestEventKind.Submitted, PersonsRole, now);
        Happened(RequestEventKind.Acknowledged, Role.Portal, now);
        return Acknowledgement!;
    }

    /// <summary>A letter, a call or a mail, entered for the person. It is a request from the day it arrived, signed or not, sorted or not.</summary>
    /// <param name="entry">What arrived.</param>
    /// <param name="number">Its number.</param>
    /// <param name="by">The officer who enters it, or the portal that reads the mailbox.</param>
    /// <param name="now">When (UTC).</param>
    /// <returns>The request; or <see cref="ArrivalInFuture"/>, <see cref="ArrivalTooOld"/>, <see cref="WordsTooLong"/>.</returns>
    /// <remarks>Rules T1 and T8; policy 7.9.</remarks>
    public static Result<RightsRequest> Receive(RequestEntry entry, RequestNumber number, Actor by, DateTimeOffset now)
    {
        var today = BrusselsTime.DateOf(now);
        if (entry.ArrivedOn > today) return new ArrivalInFuture();
        if (entry.ArrivedOn < today.AddYears(-OldestArrival)) return new ArrivalTooOld(OldestArrival);
        if (entry.Words.Length > MaxWords) return new WordsTooLong(MaxWords);
        var request = Start(entry.Id, entry.Subject, entry.Kind, RequestScope.Everything, entry.Language, now);
        (request.Words, request.Channel, request.ReplyAddress) = (entry.Words, entry.Channel, entry.ReplyAddress);
        request.EnteredBy = by == Actor.Portal ? null : by.Id;
        request.Arrive(RequestStatus.Received, number, entry.ArrivedOn, now);
        request.Happened(RequestEventKind.Entered, by == Actor.Portal ? Role.Portal : Role.Officer, now);
        return request;
    }

    /// <summary>Receipt was confirmed to whoever sent a letter or a mail (rule T8).</summary>
    public void Acknowledge(DateTimeOffset now) => Happened(RequestEventKind.Acknowledged, Role.Portal, now);

    private void Arrive(RequestStatus to, RequestNumber number, DateOnly arrived, DateTimeOffset now)
    {
        (Number, ReceivedAt, ReceivedOn) = (number.ToString(), now, arrived);
        DueOn = Deadline!.Due;
        Move(to, now);
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
