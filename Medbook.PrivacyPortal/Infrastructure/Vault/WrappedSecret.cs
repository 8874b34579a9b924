namespace Medbook.PrivacyPortal.Infrastructure.Vault;

/// <summary>A secret that was wrapped by a master key.</summary>
/// <param name="KeyId">The master key that opens it; kept beside the bytes.</param>
/// <param name="Bytes">Nonce, cipher text and tag.</param>
public readonly record struct WrappedSecret(string KeyId, byte[] Bytes);
