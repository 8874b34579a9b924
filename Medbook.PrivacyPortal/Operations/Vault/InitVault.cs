using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Vault;

/// <summary>Makes the vault's first master key, or takes over the one that the configuration gives.</summary>
public sealed class InitVault(
    Guard guard, IDbContextFactory<PortalDb> dbs, MasterKeys keys, MasterKeyPlace place, PortalSettings settings, TimeProvider clock)
{
    /// <returns>The id of the key.</returns>
    public async Task<Result<string>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.InitVault) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await FirstAsync(db, ct) is { } first) return new VaultKeyExists(first);

        var taken = await NewMasterKey.TakeAsync(db, keys, settings, clock.GetUtcNow(), ct);
        if (!taken.IsOk) return taken.Problem;
        var key = taken.Value;
        db.MasterKeys.Add(key);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.VaultKeyMade, clock.GetUtcNow(), reference: key.Id));
        try
        {
            await db.SaveChangesAsync(ct);
            return key.Id;
        }
        catch (DbUpdateException)
        {
            place.Withdraw(key.Id);
            // Somebody else made one in between.
            if (await FirstAsync(db, ct) is { } other) return new VaultKeyExists(other);
            throw;
        }
    }

    private static Task<string?> FirstAsync(PortalDb db, CancellationToken ct) =>
        db.MasterKeys.OrderBy(key => key.MadeAt).Select(key => (string?)key.Id).FirstOrDefaultAsync(ct);
}
