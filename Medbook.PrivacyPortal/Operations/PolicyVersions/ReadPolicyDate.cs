using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.PolicyVersions;

/// <summary>Since when the official text counts, for the foot of every page.</summary>
/// <remarks>Policy 8.2.</remarks>
public sealed class ReadPolicyDate(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <returns>Null where no text was published here.</returns>
    public async Task<Result<DateOnly?>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadPolicyDate) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var today = PolicyDrafts.Today(clock);
        return await db.PolicyVersions.Where(v => v.EffectiveFrom <= today).OrderByDescending(v => v.Version).Select(v => (DateOnly?)v.EffectiveFrom).FirstOrDefaultAsync(ct);
    }
}
