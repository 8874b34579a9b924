using System.Collections.Frozen;
using static Medbook.PrivacyPortal.Domain.Cases.RequestStatus;

namespace Medbook.PrivacyPortal.Domain.Cases;

/// <summary>
/// The life of a request as one table: each step, where it starts and where it leads. What is not in it is a typed problem.
/// The README beside it shows the same table; a test compares them.
/// </summary>
public static class RequestTransitions
{
    private static readonly FrozenSet<RequestStatus> Writing = [Draft];
    private static readonly FrozenSet<RequestStatus> Running = [Received, WaitingForPerson, InProgress, Extended];
    private static readonly FrozenSet<RequestStatus> Sent = [Received, WaitingForPerson, InProgress, Extended, Done];

    // What is waited for is seen first, then that the term was extended, then that somebody works on it.
    private static readonly Lead Nowhere = (from, _) => from;
    private static readonly Lead ToWork = (_, work) => work;
    private static readonly Lead ToWorkUnlessWaiting = (from, work) => from == WaitingForPerson ? from : work;
    private static readonly Lead ToWorkIfWaiting = (from, work) => from == WaitingForPerson ? work : from;
    private static readonly Lead ToExtendedUnlessWaiting = (from, _) => from == WaitingForPerson ? from : Extended;

    private static readonly FrozenDictionary<RequestStep, (FrozenSet<RequestStatus> From, Lead To)> Table =
        new Dictionary<RequestStep, (FrozenSet<RequestStatus>, Lead)>
        {
            [RequestStep.Write] = (Writing, Nowhere),
            [RequestStep.Submit] = (Writing, To(Received)),
            [RequestStep.Sort] = (Running, Nowhere),
            [RequestStep.Assign] = (Running, ToWorkUnlessWaiting),
            [RequestStep.Note] = (Sent, Nowhere),
            [RequestStep.Tell] = (Sent, Nowhere),
            [RequestStep.Ask] = (Running, To(WaitingForPerson)),
            [RequestStep.Reply] = (Running, ToWorkIfWaiting),
            [RequestStep.Resume] = ([WaitingForPerson], ToWork),
            [RequestStep.Extend] = (Running, ToExtendedUnlessWaiting),
            [RequestStep.Weigh] = (Running, Nowhere),
            [RequestStep.Grant] = (Running, To(Done)),
            [RequestStep.GrantPartly] = (Running, To(Done)),
            [RequestStep.Refuse] = (Running, To(Done)),
            [RequestStep.Withdraw] = (Running, To(Withdrawn)),
            [RequestStep.HandOver] = (Sent, Nowhere),
        }.ToFrozenDictionary();

    // Where a step leads from where a request stands; "work" is what work on it is shown as.
    private delegate RequestStatus Lead(RequestStatus from, RequestStatus work);

    /// <summary>Whether the clock of a request runs.</summary>
    public static bool IsOpen(this RequestStatus status) => Running.Contains(status);

    /// <summary>Where a step leads, or why it cannot be taken.</summary>
    /// <param name="from">Where the request stands.</param>
    /// <param name="step">What is to be done.</param>
    /// <param name="extended">Whether its term was extended: then work on it is shown as extended.</param>
    public static Result<RequestStatus> Next(RequestStatus from, RequestStep step, bool extended = false) =>
        Table[step] is var (starts, lead) && starts.Contains(from) ? lead(from, extended ? Extended : InProgress) : WhyNot(from, step);

    private static Lead To(RequestStatus status) => (_, _) => status;

    private static Problem WhyNot(RequestStatus from, RequestStep step) => from switch
    {
        Draft => new RequestNotSubmitted(),
        Received or InProgress or Extended when step == RequestStep.Resume => new NotWaiting(),
        Received or WaitingForPerson or InProgress or Extended => new RequestAlreadySubmitted(),
        Done => new RequestAlreadyAnswered(),
        Withdrawn => new RequestTakenBack(),
    };
}
