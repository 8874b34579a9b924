using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases.Files;

/// <summary>Staff download a file of a case.</summary>
public sealed class OpenCaseAttachment(IDbContextFactory<PortalDb> dbs, FileOpening opening, Guard guard)
{
    public async Task<Result<OpenedFile>> RunAsync(Actor who, Guid request, Guid file, CancellationToken ct)
    {
        if (guard.Check(who, Permission.OpenCaseAttachment) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await opening.OpenAsync(db, who, FileReach.OfTeam(db, who, request), file, ct);
    }
}
