using System.Security.Cryptography;

namespace Medbook.PrivacyPortal.Infrastructure.Vault;

/// <summary>
/// Wraps a short secret with a key (AES-256-GCM, random nonce). A context says what the secret is and whose; under another
/// context it does not open, so that nobody who writes to the database can swap wrapped keys.
/// </summary>
internal static class KeyWrap
{
    public const int KeyBytes = 32;

    private const int NonceBytes = 12, TagBytes = 16;

    /// <returns>Nonce, cipher text, tag.</returns>
    public static byte[] Wrap(ReadOnlySpan<byte> key, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> context)
    {
        var wrapped = new byte[NonceBytes + secret.Length + TagBytes];
        var nonce = wrapped.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, secret, wrapped.AsSpan(NonceBytes, secret.Length), wrapped.AsSpan(^TagBytes..), context);
        return wrapped;
    }

    /// <returns>The secret; whoever asked clears it after use.</returns>
    /// <exception cref="VaultDamagedException">Another key or context, or bytes that were changed.</exception>
    public static byte[] Unwrap(ReadOnlySpan<byte> key, ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> context)
    {
        if (wrapped.Length < NonceBytes + TagBytes) throw new VaultDamagedException("A wrapped key is too short.");
        var secret = new byte[wrapped.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        try
        {
            aes.Decrypt(wrapped[..NonceBytes], wrapped[NonceBytes..^TagBytes], wrapped[^TagBytes..], secret, context);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new VaultDamagedException("A wrapped key does not open with its key.");
        }
        return secret;
    }
}
