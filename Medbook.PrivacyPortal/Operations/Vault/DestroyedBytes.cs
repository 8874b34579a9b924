using Medbook.PrivacyPortal.Infrastructure.Vault;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Vault;

/// <summary>The bytes of a file whose key was destroyed.</summary>
internal static class DestroyedBytes
{
    /// <summary>Removes them at once; where the disk does not let them go, the vault's job tries again.</summary>
    public static void Remove(FileVault vault, Guid? id)
    {
        try
        {
            if (id is { } file) vault.DeleteBytes(file);
        }
        catch (VaultUnavailableException)
        {
            // Without a key they are noise.
        }
    }
}
