using Medbook.PrivacyPortal.Infrastructure.Vault;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Persistence;

/// <summary>The rows of keys in the portal's database.</summary>
internal sealed class VaultKeyStore(IDbContextFactory<PortalDb> dbs) : IVaultKeyStore
{
    public async Task<MasterKey?> CurrentAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.MasterKeys.AsNoTracking().SingleOrDefaultAsync(key => key.State == MasterKeyState.Current, ct);
    }

    public async Task<IReadOnlyList<MasterKey>> MasterKeysAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.MasterKeys.AsNoTracking().OrderBy(key => key.MadeAt).ThenBy(key => key.Id).ToListAsync(ct);
    }

    public async Task<OwnerKey?> LivingKeyOfAsync(Guid owner, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.OwnerKeys.AsNoTracking().SingleOrDefaultAsync(key => key.Owner == owner && key.DestroyedAt == null, ct);
    }

    public async Task<OwnerKey?> OwnerKeyAsync(Guid id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.OwnerKeys.AsNoTracking().SingleOrDefaultAsync(key => key.Id == id, ct);
    }

    public async Task<bool> AddAsync(OwnerKey key, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await MasterKeyHold.TakeAsync(db, key.MasterKeyId, ct)) return false;
        db.OwnerKeys.Add(key);
        try
        {
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            return true;
        }
        catch (DbUpdateException)
        {
            await transaction.RollbackAsync(CancellationToken.None);
            if (await LivingKeyOfAsync(key.Owner, ct) is not null) return false;
            throw;
        }
    }
}
