using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases.Files;

/// <summary>The files of a case as staff see them, oldest first: what was sent, and what lies on their own desk.</summary>
public sealed class ListCaseAttachments(IDbContextFactory<PortalDb> dbs, Guard guard)
{
    public async Task<Result<IReadOnlyList<AttachedFile>>> RunAsync(Actor who, Guid request, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ListCaseAttachments) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var files = await FileReach.OfTeam(db, who, request).AsNoTracking().Where(a => a.Length > 0).OrderBy(a => a.AddedAt).ThenBy(a => a.Id).ToListAsync(ct);
        return files.ConvertAll(AttachedFile.Of);
    }
}
