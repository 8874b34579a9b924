using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Policy;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.PolicyVersions;

/// <summary>A version with the one before it.</summary>
/// <param name="Version">The version.</param>
/// <param name="Before">The one before; null for the first.</param>
public sealed record PolicyVersionView(PolicyVersion Version, PolicyVersion? Before);

/// <summary>Reads one version, and what it is compared with. What was published is for everybody.</summary>
public sealed class ReadPolicyVersion(IDbContextFactory<PortalDb> dbs, Guard guard)
{
    public async Task<Result<PolicyVersionView>> RunAsync(Actor who, int version, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadPolicyVersion) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var two = await db.PolicyVersions.AsNoTracking().Where(v => v.Version == version || v.Version == version - 1).OrderByDescending(v => v.Version).ToListAsync(ct);
        return two.Count == 0 || two[0].Version != version ? new NotFound() : new PolicyVersionView(two[0], two.ElementAtOrDefault(1));
    }
}
