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
