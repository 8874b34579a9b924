using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.PolicyVersions;

/// <summary>A change that somebody was told of and has not said to have read.</summary>
/// <param name="Version">The newest of them.</param>
/// <param name="EffectiveFrom">From which day on it counts.</param>
public sealed record MyPolicyNotice(int Version, DateOnly EffectiveFrom);

/// <summary>What of the policy somebody has still to read; nothing where that is nothing.</summary>
public sealed class ReadMyPolicyNotice(IDbContextFactory<PortalDb> dbs, Guard guard)
{
    /// <returns>Null where nothing is open.</returns>
    public async Task<Result<MyPolicyNotice?>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadMyPolicyNotice) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.PolicyNotices.Where(n => n.Subject == who.Subject && n.ReadAt == null).OrderByDescending(n => n.Version)
            .Join(db.PolicyVersions, notice => notice.Version, version => version.Version, (notice, version) => new MyPolicyNotice(version.Version, version.EffectiveFrom))
            .FirstOrDefaultAsync(ct);
    }
}
