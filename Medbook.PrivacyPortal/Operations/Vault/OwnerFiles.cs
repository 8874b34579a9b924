using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Vault;

/// <summary>Everything an owner has in the vault.</summary>
internal static class OwnerFiles
{
    /// <summary>Destroys an owner's key and all files under it, in the caller's transaction; the bytes follow by the job.</summary>
    /// <returns>The files that were not destroyed before, and whether they were whole.</returns>
    public static async Task<IReadOnlyList<(Guid Id, bool WasReady)>> DestroyAsync(PortalDb db, OwnerKey owner, DateTimeOffset now, CancellationToken ct)
    {
        owner.Destroy(now);
        var files = await db.VaultFiles.Where(file => file.OwnerKeyId == owner.Id && file.State != VaultFileState.Destroyed).ToListAsync(ct);
        var gone = files.Select(file => (file.Id, file.State == VaultFileState.Ready)).ToList();
        foreach (var file in files) file.Destroy(now);
        return gone;
    }
}
