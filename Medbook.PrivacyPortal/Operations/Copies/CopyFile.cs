using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Copies;

/// <summary>The file of a copy in the vault.</summary>
internal static class CopyFile
{
    /// <summary>The file's row; null where the copy has none.</summary>
    public static async Task<VaultFile?> OfAsync(PortalDb db, DataCopy copy, CancellationToken ct) =>
        copy.FileId is { } id ? await db.VaultFiles.SingleOrDefaultAsync(file => file.Id == id, ct) : null;

    /// <summary>Removes the bytes of a file whose key was destroyed.</summary>
    public static void Remove(FileVault vault, Guid? id) => DestroyedBytes.Remove(vault, id);
}
