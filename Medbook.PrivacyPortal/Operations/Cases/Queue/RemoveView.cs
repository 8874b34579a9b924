using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases.Queue;

/// <summary>Forgets a view of one's own.</summary>
public sealed class RemoveView(IDbContextFactory<PortalDb> dbs, Guard guard)
{
    public async Task<Result> RunAsync(Actor who, Guid id, CancellationToken ct)
    {
        if (guard.Check(who, Permission.RemoveView) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.SavedViews.Where(v => v.Id == id && v.Officer == who.Id).ExecuteDeleteAsync(ct) > 0 ? Result.Ok : new NotFound();
    }
}
