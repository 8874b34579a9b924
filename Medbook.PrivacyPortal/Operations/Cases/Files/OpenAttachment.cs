using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases.Files;

/// <summary>A person downloads a file of their own request.</summary>
public sealed class OpenAttachment(IDbContextFactory<PortalDb> dbs, FileOpening opening, Guard guard)
{
    public async Task<Result<OpenedFile>> RunAsync(Actor who, Guid request, Guid file, CancellationToken ct)
    {
        if (guard.Check(who, Permission.OpenAttachment) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await opening.OpenAsync(db, who, FileReach.OfPerson(db, who, request), file, ct);
    }
}
