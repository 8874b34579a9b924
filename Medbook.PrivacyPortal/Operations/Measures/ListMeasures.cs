using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Measures;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Measures;

/// <summary>All measures: those in use first, the next review on top; then those that ended, the last one on top. There are tens of them, not thousands.</summary>
public sealed class ListMeasures(IDbContextFactory<PortalDb> dbs, Guard guard)
{
    /// <summary>More than anybody looks after.</summary>
    public const int Most = 500;

    public async Task<Result<IReadOnlyList<Measure>>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ListMeasures) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var measures = await db.Measures.AsNoTracking().OrderBy(m => m.EndedOn != null).ThenBy(m => m.NextReviewOn).ThenBy(m => m.Id).Take(Most).ToListAsync(ct);
        return measures.Where(m => m.EndedOn is null).Concat(measures.Where(m => m.EndedOn is not null).OrderByDescending(m => m.EndedOn)).ToList();
    }
}
