using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases.Files;

/// <summary>The files of a person's own request, oldest first: what lies on their desk, and what was sent. What is still coming is not there yet.</summary>
public sealed class ListAttachments(IDbContextFactory<PortalDb> dbs, Guard guard)
{
    public async Task<Result<IReadOnlyList<AttachedFile>>> RunAsync(Actor who, Guid request, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ListAttachments) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var files = await FileReach.OfPerson(db, who, request).AsNoTracking().Where(a => a.Length > 0).OrderBy(a => a.AddedAt).ThenBy(a => a.Id).ToListAsync(ct);
        return files.ConvertAll(AttachedFile.Of);
    }
}
