using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases.Files;

/// <summary>A person adds a file to their own request: evidence to a draft, or something for the next message of one that was sent.</summary>
public sealed class AttachFile(IDbContextFactory<PortalDb> dbs, FileIntake intake, Guard guard)
{
    /// <param name="who">The person.</param>
    /// <param name="request">Their request.</param>
    /// <param name="file">Identifier, chosen by the page.</param>
    /// <param name="name">What they call it.</param>
    /// <param name="content">The file; it is read once, and nothing about it is trusted.</param>
    public async Task<Result<AttachedFile>> RunAsync(Actor who, Guid request, Guid file, string? name, Stream content, CancellationToken ct)
    {
        if (guard.Check(who, Permission.AttachFile) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var mine = await db.Requests.Where(r => r.Id == request && r.Subject == who.Subject).Select(r => new { r.Subject, r.Status }).SingleOrDefaultAsync(ct);
        if (mine is null) return new NotFound();

        var isDraft = mine.Status == RequestStatus.Draft;
        if (RequestTransitions.Next(mine.Status, isDraft ? RequestStep.Write : RequestStep.Reply).Problem is { } problem) return problem;
        var purpose = isDraft ? AttachmentPurpose.Evidence : AttachmentPurpose.Message;
        return await intake.TakeAsync(who, new ArrivingFile(file, request, mine.Subject, purpose, AsPerson: true, name), content, ct);
    }
}
