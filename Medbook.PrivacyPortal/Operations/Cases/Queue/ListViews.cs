using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases.Queue;

/// <summary>The views an officer keeps, by name.</summary>
public sealed class ListViews(IDbContextFactory<PortalDb> dbs, Guard guard)
{
    public async Task<Result<IReadOnlyList<SavedView>>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ListViews) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.SavedViews.AsNoTracking().Where(v => v.Officer == who.Id).OrderBy(v => v.Name).ThenBy(v => v.Id).ToListAsync(ct);
    }
}
