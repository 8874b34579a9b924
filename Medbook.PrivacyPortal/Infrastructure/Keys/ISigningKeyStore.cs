namespace Medbook.PrivacyPortal.Infrastructure.Keys;

/// <summary>The rows of signing keys; the portal's database keeps them.</summary>
public interface ISigningKeyStore
{
    /// <summary>The key that signs; null before the first was made.</summary>
    Task<SigningKey?> CurrentAsync(CancellationToken ct);

    /// <summary>Every key there ever was, newest first.</summary>
    Task<IReadOnlyList<SigningKey>> AllAsync(CancellationToken ct);

    /// <summary>Keeps a new key in the place of another, which is retired in the same transaction.</summary>
    /// <param name="key">The new key.</param>
    /// <param name="instead">The name of the key that signed so far; null where there was none.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where somebody else was faster, or the master key was replaced meanwhile; nothing was written.</returns>
    Task<bool> AddAsync(SigningKey key, string? instead, CancellationToken ct);

    /// <summary>Keeps a private half that another master key wrapped; nothing happens where the key is retired by now.</summary>
    Task WrapAnewAsync(SigningKey key, CancellationToken ct);
}
