using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;

namespace Medbook.PrivacyPortal.Domain.Cases;

/// <summary>What happened to a request.</summary>
public enum RequestEventKind
{
    /// <summary>The person sent it.</summary>
    Submitted,
    /// <summary>The portal confirmed receipt and named the term (rule T8).</summary>
    Acknowledged,
    /// <summary>An officer granted it.</summary>
    Granted,
    /// <summary>An officer refused it.</summary>
    Refused,
    /// <summary>The answer came after the last legal day (rule T7).</summary>
    TermBreached,
    /// <summary>An officer entered a letter, a call or a mail; or the portal took a mail in.</summary>
    Entered,
    /// <summary>An officer said which right it is about.</summary>
    Sorted,
    /// <summary>Somebody took it, or gave it to a colleague. Only the team sees it.</summary>
    Assigned,
    /// <summary>Somebody wrote a note. Only the team sees it.</summary>
    Noted,
    /// <summary>An officer wrote to the person.</summary>
    Written,
    /// <summary>An officer asked the person something; the case waits for the answer.</summary>
    Asked,
    /// <summary>The person wrote.</summary>
    Answered,
    /// <summary>The person was told that it takes longer, and why (rule T5).</summary>
    Extended,
    /// <summary>An officer doubted who it is, and asked.</summary>
    IdentityAsked,
    /// <summary>The clock stands still (rule T6).</summary>
    Paused,
    /// <summary>The clock goes on (rule T6).</summary>
    Resumed,
    /// <summary>The person answered who they are.</summary>
    IdentityAnswered,
    /// <summary>An officer checked it; what was sent is destroyed (rule I2).</summary>
    IdentityChecked,
    /// <summary>An officer did not accept the proof; what was sent is destroyed.</summary>
    IdentityRejected,
    /// <summary>The question was not answered or judged in time; what was sent is destroyed (rule I3).</summary>
    IdentityLapsed,
    /// <summary>An officer weighed the interests. Only the team sees it.</summary>
    Weighed,
    /// <summary>An officer announced a fee (rule M1).</summary>
    FeeQuoted,
    /// <summary>The person accepted the fee.</summary>
    FeeAccepted,
    /// <summary>An officer granted a part and refused the rest.</summary>
    PartlyGranted,
    /// <summary>The person took it back.</summary>
    Withdrawn,
    /// <summary>The team was reminded of the due date. Only the team sees it.</summary>
    Reminded,
    /// <summary>The last legal day was near. Only the team sees it.</summary>
    Escalated,
    /// <summary>A pack for the authority was made.</summary>
    HandedOver,
}

/// <summary>Who sees what of a timeline.</summary>
public static class RequestEvents
{
    /// <summary>Whether the person sees it too; what is only the team's own work they do not.</summary>
    public static bool IsForPerson(this RequestEventKind kind) => kind is not (
        RequestEventKind.Assigned or RequestEventKind.Noted or RequestEventKind.Weighed or RequestEventKind.Reminded or RequestEventKind.Escalated);
}

/// <summary>
/// One line of a request's timeline, written with the change it tells. Every change that leaves the person's own desk writes one,
/// and each is audited; a draft is only the person's, so saving it is not.
/// </summary>
public sealed class RequestEvent : IAudited
{
    private RequestEvent() { }

    internal RequestEvent(RequestEventKind kind, Role by, DateTimeOffset now) => (Kind, By, At) = (kind, by, now);

    /// <summary>Order of insertion.</summary>
    public long Id { get; private set; }

    /// <summary>What happened.</summary>
    public RequestEventKind Kind { get; private set; }

    /// <summary>In which role somebody acted; a name is not kept here.</summary>
    public Role By { get; private set; }

    /// <summary>When (UTC).</summary>
    public DateTimeOffset At { get; private set; }
}
