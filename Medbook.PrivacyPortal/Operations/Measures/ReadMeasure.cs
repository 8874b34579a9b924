using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Measures;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Measures;

/// <summary>Reads a measure with all its reviews.</summary>
public sealed class ReadMeasure(IDbContextFactory<PortalDb> dbs, Guard guard)
{
    public async Task<Result<Measure>> RunAsync(Actor who, Guid id, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadMeasure) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.Measures.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) is { } measure ? measure : new NotFound();
    }
}
