using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;

namespace Medbook.PrivacyPortal.Operations.Cases.Files;

/// <summary>Which files of a case somebody may know of. What was not sent lies on its sender's desk, and is nobody else's business.</summary>
internal static class FileReach
{
    /// <summary>What lies on the person's desk: added, and not sent yet.</summary>
    public static IQueryable<CaseAttachment> DeskOfPerson(PortalDb db, Guid request) =>
        db.CaseAttachments.Where(a => a.RequestId == request && a.SentAt == null && (a.By == Role.Member || a.By == Role.Guest));

    /// <summary>What lies on an officer's desk for a case.</summary>
    public static IQueryable<CaseAttachment> DeskOfOfficer(PortalDb db, Guid request, string officer) =>
        db.CaseAttachments.Where(a => a.RequestId == request && a.SentAt == null && a.Officer == officer);

    /// <summary>What a person sees of their own request: their desk and all that was sent, but nothing of a note of the team.</summary>
    public static IQueryable<CaseAttachment> OfPerson(PortalDb db, Actor who, Guid request) =>
        from file in db.CaseAttachments
        where file.RequestId == request && db.Requests.Any(r => r.Id == request && r.Subject == who.Subject)
        where file.SentAt == null
            ? file.By == Role.Member || file.By == Role.Guest
            : !db.CaseMessages.Any(m => m.Id == file.MessageId && m.Kind == MessageKind.Note)
        select file;

    /// <summary>What staff see of a request that was sent: all that was sent with it, what came with a mail or letter, and their own desk.</summary>
    public static IQueryable<CaseAttachment> OfTeam(PortalDb db, Actor who, Guid request) =>
        from file in db.CaseAttachments
        where file.RequestId == request && db.Requests.Any(r => r.Id == request && r.Number != null)
        where file.SentAt != null || file.Officer == who.Id || file.Purpose == AttachmentPurpose.Received
        select file;
}
