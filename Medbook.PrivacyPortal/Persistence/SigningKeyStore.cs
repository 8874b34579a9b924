using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Persistence;

/// <summary>The rows of signing keys in the portal's database.</summary>
internal sealed class SigningKeyStore(IDbContextFactory<PortalDb> dbs) : ISigningKeyStore
{
    public async Task<SigningKey?> CurrentAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.SigningKeys.AsNoTracking().SingleOrDefaultAsync(key => key.State == SigningKeyState.Current, ct);
    }

    public async Task<IReadOnlyList<SigningKey>> AllAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.SigningKeys.AsNoTracking().OrderByDescending(key => key.MadeAt).ThenBy(key => key.Kid).ToListAsync(ct);
    }

    public async Task<bool> AddAsync(SigningKey key, string? instead, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await ReplaceAsync(db, key, instead, AuditEntry.Of(Actor.Portal, AuditAction.SigningKeyMade, key.MadeAt, reference: key.Kid), ct);
    }

    public async Task WrapAnewAsync(SigningKey key, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.SigningKeys.Where(row => row.Kid == key.Kid && row.State == SigningKeyState.Current)
            .ExecuteUpdateAsync(set => set
                .SetProperty(row => row.WrappedPrivate, key.WrappedPrivate)
                .SetProperty(row => row.MasterKeyId, key.MasterKeyId), ct);
    }

    /// <summary>Puts a key in the place of another, with its audit entry, in one transaction.</summary>
    internal static async Task<bool> ReplaceAsync(PortalDb db, SigningKey key, string? instead, AuditEntry entry, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await MasterKeyHold.TakeAsync(db, key.MasterKeyId, ct)) return false;
        var retired = await db.SigningKeys.Where(row => row.Kid == instead && row.State == SigningKeyState.Current)
            .ExecuteUpdateAsync(set => set
                .SetProperty(row => row.State, SigningKeyState.Retired)
                .SetProperty(row => row.RetiredAt, key.MadeAt)
                .SetProperty(row => row.WrappedPrivate, (byte[]?)null), ct);
        if (retired != (instead is null ? 0 : 1)) return false;
        db.SigningKeys.Add(key);
        db.AuditEntries.Add(entry);
        try
        {
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            return true;
        }
        catch (DbUpdateException) when (instead is null)
        {
            // Somebody else made the first key meanwhile: the index allows one that signs.
            await transaction.RollbackAsync(CancellationToken.None);
            return false;
        }
    }
}
