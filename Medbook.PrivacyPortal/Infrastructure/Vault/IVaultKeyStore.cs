namespace Medbook.PrivacyPortal.Infrastructure.Vault;

/// <summary>The rows of keys as the vault sees them; the portal's database keeps them.</summary>
public interface IVaultKeyStore
{
    /// <summary>The master key that wraps; null before the first was made.</summary>
    Task<MasterKey?> CurrentAsync(CancellationToken ct);

    /// <summary>All master keys there ever were, oldest first.</summary>
    Task<IReadOnlyList<MasterKey>> MasterKeysAsync(CancellationToken ct);

    /// <summary>The key of an owner that is not destroyed; null where there is none.</summary>
    Task<OwnerKey?> LivingKeyOfAsync(Guid owner, CancellationToken ct);

    /// <summary>An owner's key as it is now: a rotation may have wrapped it anew since a file was made.</summary>
    Task<OwnerKey?> OwnerKeyAsync(Guid id, CancellationToken ct);

    /// <summary>Keeps a new key of an owner, in a transaction of its own.</summary>
    /// <returns>
    /// False where the owner has a key by now, or where the master key that wrapped it is no longer the current one; nothing was written.
    /// </returns>
    Task<bool> AddAsync(OwnerKey key, CancellationToken ct);
}
