using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;

namespace Medbook.PrivacyPortal.Operations.Guests;

/// <summary>What the browser holds, sealed, while a code is on its way.</summary>
/// <param name="Code">The code it waits for.</param>
/// <param name="Address">The address that was typed.</param>
/// <param name="SentAt">When the code was sent (UTC).</param>
public sealed record GuestTicket(string Code, string Address, DateTimeOffset SentAt);

/// <summary>What the browser holds, sealed, once the code was entered.</summary>
/// <param name="Session">The session it names.</param>
public sealed record GuestPass(string Session);

/// <summary>Who asks without an account, and until when.</summary>
/// <param name="Session">The session.</param>
/// <param name="Subject">Whose address was proved.</param>
/// <param name="Address">That address.</param>
/// <param name="StartedAt">When it was proved (UTC).</param>
/// <param name="EndsAt">When the session is over (UTC).</param>
public sealed record GuestFacts(string Session, SubjectKey Subject, string Address, DateTimeOffset StartedAt, DateTimeOffset EndsAt)
{
    /// <summary>The same, as the one who acts.</summary>
    public Actor Actor => Actor.GuestOf(Subject, Session);
}
