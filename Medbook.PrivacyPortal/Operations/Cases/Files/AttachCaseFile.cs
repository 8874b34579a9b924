using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases.Files;

/// <summary>An officer adds a file for their next message in a case. Until it is sent nobody else sees it.</summary>
public sealed class AttachCaseFile(IDbContextFactory<PortalDb> dbs, FileIntake intake, Guard guard)
{
    /// <param name="who">The officer.</param>
    /// <param name="request">The case.</param>
    /// <param name="file">Identifier, chosen by the page.</param>
    /// <param name="name">What they call it.</param>
    /// <param name="content">The file; it is read once, and nothing about it is trusted.</param>
    public async Task<Result<AttachedFile>> RunAsync(Actor who, Guid request, Guid file, string? name, Stream content, CancellationToken ct)
    {
        if (guard.Check(who, Permission.AttachCaseFile) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var found = await db.Requests.Where(r => r.Id == request && r.Number != null).Select(r => new { r.Subject, r.Status }).SingleOrDefaultAsync(ct);
        if (found is null) return new NotFound();
        if (found.Subject == who.Subject) return new OwnCase();

        if (RequestTransitions.Next(found.Status, RequestStep.Tell).Problem is { } problem) return problem;
        return await intake.TakeAsync(
            who, new ArrivingFile(file, request, found.Subject, AttachmentPurpose.Message, AsPerson: false, name), content, ct);
    }
}
