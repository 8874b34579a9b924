using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Vault;

/// <summary>Where a new master key comes from: the configuration, where it gives one the portal does not know yet; else it is made.</summary>
internal static class NewMasterKey
{
    public static async Task<Result<MasterKey>> TakeAsync(
        PortalDb db, MasterKeys keys, PortalSettings settings, DateTimeOffset now, CancellationToken ct)
    {
        var known = await db.MasterKeys.Select(key => key.Id).ToListAsync(ct);
        var configured = settings.VaultKeyIds.Except(known).ToList();
        if (configured.Count > 1) return new VaultKeysAmbiguous();
        return configured.Count == 1 ? keys.TakeOver(configured[0], now) : keys.Make(now);
    }
}
