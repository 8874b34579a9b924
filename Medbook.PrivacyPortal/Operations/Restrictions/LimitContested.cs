using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Restrictions;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Cases.Handling;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Restrictions;

/// <summary>
/// Where the setting says so, limits the use of what open corrections and objections contest, and of nothing else: once for each request, so
/// that what an officer ends stays ended.
/// </summary>
/// <remarks>GDPR 18(1)(a) and (d).</remarks>
public sealed class LimitContested(IDbContextFactory<PortalDb> dbs, CaseChanges changes, UseLimits limits, PortalSettings settings, Guard guard)
{
    /// <param name="who">The portal.</param>
    /// <param name="ct">Cancels between two requests.</param>
    /// <returns>How many requests limited something.</returns>
    public async Task<Result<int>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.LimitContested) is { } denied) return denied;
        if (!settings.Restrictions.Automatic) return 0;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var limited = 0;
        foreach (var request in await Open(db).AsNoTracking().ToListAsync(ct))
        {
            var contested = RestrictionTarget.ContestedBy(request);
            // Of what names nothing, an officer says what it contests. A request that changes in this moment waits for the next tick.
            if (contested.Count > 0 && (await changes.ApplyAsync(who, request.Id, request.Revision, change => limits.SetAsync(change, contested), ct)).IsOk) limited++;
        }
        return limited;
    }

    private static IQueryable<RightsRequest> Open(PortalDb db) => db.Requests.Where(r =>
        r.IsOpen && r.Number != null && (r.Kind == RequestKind.Rectification || r.Kind == RequestKind.Objection)
        && !db.UseRestrictions.Any(limit => limit.Request == r.Id && limit.Subject == r.Subject));
}
