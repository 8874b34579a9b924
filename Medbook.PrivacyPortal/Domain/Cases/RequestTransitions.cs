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

    private static readonly FrozenDictionary<RequestStep, (FrozenSet<RequestStatus> From, Lead To)> Table =
        new Dictionary<RequestStep, (FrozenSet<RequestStatus>, Lead)>
        {
            [RequestStep.Write] = (Writing, Lead.Nowhere),
            [RequestStep.Submit] = (Writing, Lead.ToReceived),
            [RequestStep.Sort] = (Running, Lead.Nowhere),
            [RequestStep.Assign] = (Running, Lead.ToWorkUnlessWaiting),
            [RequestStep.Note] = (Sent, Lead.Nowhere),
            [RequestStep.Tell] = (Sent, Lead.Nowhere),
            [RequestStep.Ask] = (Running, Lead.ToWaiting),
            [RequestStep.Reply] = (Running, Lead.ToWorkIfWaiting),
            [RequestStep.Resume] = ([WaitingForPerson], Lead.ToWork),
            [RequestStep.Extend] = (Running, Lead.ToExtendedUnlessWaiting),
            [RequestStep.Weigh] = (Running, Lead.Nowhere),
            [RequestStep.Grant] = (Running, Lead.ToDone),
            [RequestStep.GrantPartly] = (Running, Lead.ToDone),
            [RequestStep.Refuse] = (Running, Lead.ToDone),
            [RequestStep.Withdraw] = (Running, Lead.ToWithdrawn),
            [RequestStep.HandOver] = (Sent, Lead.Nowhere),
        }.ToFrozenDictionary();

    /// <summary>Where a step leads. What is waited for is seen first, then that the term was extended, then that somebody works on it.</summary>
    private enum Lead { Nowhere, ToReceived, ToWork, ToWorkUnlessWaiting, ToWorkIfWaiting, ToWaiting, ToExtendedUnlessWaiting, ToDone, ToWithdrawn }

    /// <summary>Whether the clock of a request runs.</summary>
    public static bool IsOpen(this RequestStatus status) => Running.Contains(status);

    /// <summary>Where a step leads, or why it cannot be taken.</summary>
    /// <param name="from">Where the request stands.</param>
    /// <param name="step">What is to be done.</param>
    /// <param name="extended">Whether its term was extended: then work on it is shown as extended.</param>
    public static Result<RequestStatus> Next(RequestStatus from, RequestStep step, bool extended = false) =>
        Table[step] is var (starts, lead) && starts.Contains(from) ? To(lead, from, extended) : WhyNot(from, step);

    private static RequestStatus To(Lead lead, RequestStatus from, bool extended)
    {
        var work = extended ? Extended : InProgress;
        return lead switch
        {
            Lead.Nowhere => from,
            Lead.ToReceived => Received,
            Lead.ToWork => work,
            Lead.ToWorkUnlessWaiting => from == WaitingForPerson ? from : work,
            Lead.ToWorkIfWaiting => from == WaitingForPerson ? work : from,
            Lead.ToWaiting => WaitingForPerson,
            Lead.ToExtendedUnlessWaiting => from == WaitingForPerson ? from : Extended,
            Lead.ToDone => Done,
            Lead.ToWithdrawn => Withdrawn,
        };
    }

    private static Problem WhyNot(RequestStatus from, RequestStep step) => from switch
    {
        Draft => new RequestNotSubmitted(),
        Received or InProgress or Extended when step == RequestStep.Resume => new NotWaiting(),
        Received or WaitingForPerson or InProgress or Extended => new RequestAlreadySubmitted(),
        Done => new RequestAlreadyAnswered(),
        Withdrawn => new RequestTakenBack(),
    };
}
