using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Vault;

/// <summary>
/// Looks whether every master key that something may be wrapped by is in its place and is the one the database knows. A
/// portal without its keys must not serve: it would say that files are lost which are not.
/// </summary>
public sealed class CheckVaultKeys(Guard guard, IDbContextFactory<PortalDb> dbs, MasterKeys keys)
{
    public async Task<Result> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.CheckVaultKeys) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var rows = await db.MasterKeys.AsNoTracking().OrderBy(key => key.MadeAt).ToListAsync(ct);
        if (rows.Count == 0) return new VaultKeyNeverMade();
        foreach (var row in rows.Where(row => row.IsNeeded))
        {
            if (VaultProblems.Of(row, keys.FaultOf(row)) is { } problem) return problem;
        }
        return Result.Ok;
    }
}
