using System.Collections.Frozen;
using static Medbook.PrivacyPortal.Domain.Cases.RequestStatus;

namespace Medbook.PrivacyPortal.Domain.Cases;

/// <summary>The life of a request as one table: each step, where it starts and where it leads. What is not in it is a typed problem.</summary>
public static class RequestTransitions
{
    private static readonly FrozenSet<RequestStatus> Writing = [Draft];
    private static readonly FrozenSet<RequestStatus> Running = [Received, WaitingForPerson, InProgress, Extended];

    private static readonly FrozenDictionary<RequestStep, (FrozenSet<RequestStatus> From, RequestStatus To)> Table =
        new Dictionary<RequestStep, (FrozenSet<RequestStatus>, RequestStatus)>
        {
            [RequestStep.Write] = (Writing, Draft),
            [RequestStep.Submit] = (Writing, Received),
            [RequestStep.Grant] = (Running, Done),
            [RequestStep.Refuse] = (Running, Done),
        }.ToFrozenDictionary();

    /// <summary>Whether the clock of a request runs.</summary>
    public static bool IsOpen(this RequestStatus status) => Running.Contains(status);

    /// <summary>Where a step leads, or why it cannot be taken.</summary>
    public static Result<RequestStatus> Next(RequestStatus from, RequestStep step) =>
        Table[step] is var (starts, leads) && starts.Contains(from) ? leads : WhyNot(from);

    private static Problem WhyNot(RequestStatus from) => from switch
    {
        Draft => new RequestNotSubmitted(),
        Received or WaitingForPerson or InProgress or Extended => new RequestAlreadySubmitted(),
        Done => new RequestAlreadyAnswered(),
        Withdrawn => new RequestTakenBack(),
    };
}
