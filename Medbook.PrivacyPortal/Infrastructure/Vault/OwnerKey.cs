namespace Medbook.PrivacyPortal.Infrastructure.Vault;

/// <summary>The key of one owner, wrapped by a master key; it wraps the keys of that owner's files.</summary>
public sealed class OwnerKey
{
    private OwnerKey() { }

    /// <summary>Identifier; it stands in the ledger of destructions, the owner does not.</summary>
    public Guid Id { get; private set; }

    /// <summary>Whose files it opens.</summary>
    public Guid Owner { get; private set; }

    /// <summary>The master key it is wrapped by.</summary>
    public string MasterKeyId { get; private set; } = "";

    /// <summary>The key, wrapped; null once destroyed, and with it every file of the owner.</summary>
    public byte[]? WrappedKey { get; private set; }

    /// <summary>When it was made (UTC).</summary>
    public DateTimeOffset MadeAt { get; private set; }

    /// <summary>When it was destroyed (UTC). Of two that destroy it at once, one is told that it was done.</summary>
    public DateTimeOffset? DestroyedAt { get; private set; }

    internal static OwnerKey Of(Guid id, Guid owner, WrappedSecret key, DateTimeOffset now) =>
        new() { Id = id, Owner = owner, MasterKeyId = key.KeyId, WrappedKey = key.Bytes, MadeAt = now };

    /// <summary>
    /// Forgets the key, in the caller's transaction: from its commit on no file of this owner can be read, whatever
    /// became of the bytes. A new file of the same owner gets a new key.
    /// </summary>
    public void Destroy(DateTimeOffset now)
    {
        WrappedKey = null;
        DestroyedAt ??= now;
    }
}
