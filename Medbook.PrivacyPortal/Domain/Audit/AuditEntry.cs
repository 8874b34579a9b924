using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;

namespace Medbook.PrivacyPortal.Domain.Audit;

/// <summary>
/// One line of the audit log, committed with its cause. It carries keys, codes and hashes, never free text or values,
/// so that an erasure leaves it valid.
/// </summary>
/// <remarks>Rules U1-U4; GDPR 5(2), 32.</remarks>
public sealed class AuditEntry : IAppendOnly
{
    private AuditEntry() { }

    /// <summary>Order of insertion.</summary>
    public long Id { get; private set; }

    /// <summary>When (UTC).</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>What happened.</summary>
    public AuditAction Action { get; private set; }

    /// <summary>In which role somebody acted: what the data subject is shown (rule U4).</summary>
    public Role ActorRole { get; private set; }

    /// <summary>Account identifier, operating-system user, name of a system, or <c>portal</c>.</summary>
    public string ActorId { get; private set; } = "";

    /// <summary>The data subject it is about, where it is about one.</summary>
    public SubjectKey? Subject { get; private set; }

    /// <summary>Key of the thing it is about: a request, a copy, a source. Never a name or an address.</summary>
    public string? Reference { get; private set; }

    /// <summary>A code, count or hash that belongs to the action; never free text.</summary>
    public string? Detail { get; private set; }

    /// <summary>
    /// For a look that is written once in a while: the entry of the look before, 0 for the first. Unique for actor, action and
    /// reference, so that two looks in the same instant are one entry. Null for everything else.
    /// </summary>
    public long? Follows { get; private set; }

    /// <summary>An entry, for the transaction that causes it.</summary>
    public static AuditEntry Of(
        Actor who, AuditAction action, DateTimeOffset now, SubjectKey? subject = null, string? reference = null, string? detail = null) =>
        new()
        {
            At = now,
            Action = action,
            // The most privileged role is the one that acted: an officer who looks at a case does not do so as a member,
            // except on their own data. A guest is one on their own data too.
            ActorRole = subject is { } person && who.Subject == person ? who.OwnRole : who.Roles.Max(),
            ActorId = who.Id,
            Subject = subject,
            Reference = reference,
            Detail = detail,
        };

    /// <summary>An entry for a look at something, which stands for further looks of the same kind.</summary>
    /// <param name="who">Who looks.</param>
    /// <param name="action">At what kind of thing.</param>
    /// <param name="now">When (UTC).</param>
    /// <param name="subject">Whose data.</param>
    /// <param name="reference">At which thing, or in which session.</param>
    /// <param name="follows">The entry of the look before, which no longer stands for this one; 0 where there is none.</param>
    public static AuditEntry OfView(Actor who, AuditAction action, DateTimeOffset now, SubjectKey? subject, string reference, long follows)
    {
        var entry = Of(who, action, now, subject, reference);
        entry.Follows = follows;
        return entry;
    }
}
