using Medbook.PrivacyPortal.Infrastructure.Vault;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Persistence;

/// <summary>
/// Keeps a master key the current one until the caller's transaction ends. Whoever stores a secret that was just wrapped
/// asks here first: a rotation that begins in between would look for such secrets too early, and retire the key over this one.
/// </summary>
public static class MasterKeyHold
{
    /// <returns>False where another key took its place meanwhile: wrap again.</returns>
    public static async Task<bool> TakeAsync(PortalDb db, string keyId, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("A master key is held within a transaction.");
        // Written as it is: that locks the row on either provider.
        return await db.MasterKeys.Where(key => key.Id == keyId && key.State == MasterKeyState.Current)
            .ExecuteUpdateAsync(set => set.SetProperty(key => key.State, MasterKeyState.Current), ct) == 1;
    }
}
