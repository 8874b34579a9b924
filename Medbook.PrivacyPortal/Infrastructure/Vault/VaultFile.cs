namespace Medbook.PrivacyPortal.Infrastructure.Vault;

/// <summary>Where a file stands; stored by name, so names never change.</summary>
public enum VaultFileState
{
    /// <summary>Its bytes are being written, or the writing was interrupted.</summary>
    Writing,
    /// <summary>It is whole.</summary>
    Ready,
    /// <summary>Its key is gone: nobody reads it any more.</summary>
    Destroyed,
}

/// <summary>A file of the vault as the database knows it: whose it is, and its key, wrapped by the owner's key.</summary>
public sealed class VaultFile
{
    private VaultFile() { }

    /// <summary>Identifier; also the name of its bytes.</summary>
    public Guid Id { get; private set; }

    /// <summary>Whose file it is.</summary>
    public Guid Owner { get; private set; }

    /// <summary>The owner's key that wraps this file's.</summary>
    public Guid OwnerKeyId { get; private set; }

    /// <summary>The file's key, wrapped; null once destroyed.</summary>
    public byte[]? WrappedKey { get; private set; }

    /// <summary>Length in clear, in bytes; zero until it is whole.</summary>
    public long Length { get; private set; }

    /// <summary>Where it stands. Whoever writes it counts only if nobody changed it in between.</summary>
    public VaultFileState State { get; private set; }

    /// <summary>When its row was made (UTC).</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When its key was destroyed (UTC).</summary>
    public DateTimeOffset? DestroyedAt { get; private set; }

    /// <summary>When its bytes were found to be gone after that (UTC).</summary>
    public DateTimeOffset? BytesGoneAt { get; private set; }

    internal static VaultFile Of(Guid id, OwnerKey owner, byte[] wrappedKey, DateTimeOffset now) =>
        new() { Id = id, Owner = owner.Owner, OwnerKeyId = owner.Id, WrappedKey = wrappedKey, CreatedAt = now };

    /// <summary>All its bytes are on the disk: what <see cref="VaultWriter.CompleteAsync"/> answered is its length.</summary>
    /// <exception cref="InvalidOperationException">It was whole already, or is destroyed.</exception>
    public void Complete(long length)
    {
        if (State != VaultFileState.Writing) throw new InvalidOperationException($"File {Id} is not being written.");
        (State, Length) = (VaultFileState.Ready, length);
    }

    /// <summary>
    /// Forgets the key, in the caller's transaction: from its commit on the bytes are noise. They follow by the job, or at
    /// once where the caller asks <see cref="Vault.DeleteBytes"/> after the commit.
    /// </summary>
    public void Destroy(DateTimeOffset now)
    {
        (State, WrappedKey) = (VaultFileState.Destroyed, null);
        DestroyedAt ??= now;
    }

    /// <summary>The bytes of a destroyed file are gone.</summary>
    public void BytesGone(DateTimeOffset now)
    {
        if (State != VaultFileState.Destroyed) throw new InvalidOperationException($"File {Id} is not destroyed.");
        BytesGoneAt = now;
    }

    /// <summary>Bytes of a destroyed file turned up, from a backup or a writer that was late: they go again.</summary>
    public void BytesBack()
    {
        if (State != VaultFileState.Destroyed) throw new InvalidOperationException($"File {Id} is not destroyed.");
        BytesGoneAt = null;
    }
}
