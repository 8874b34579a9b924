using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases.Identity;

/// <summary>The picture of a question in the vault.</summary>
internal static class IdentityFile
{
    /// <summary>Forgets its key in the caller's transaction (rule I2); nothing where there is no file.</summary>
    public static async Task DestroyAsync(PortalDb db, Guid? id, DateTimeOffset now, CancellationToken ct)
    {
        if (id is { } file) (await db.VaultFiles.SingleOrDefaultAsync(f => f.Id == file, ct))?.Destroy(now);
    }
}
