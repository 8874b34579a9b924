using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Medbook.PrivacyPortal.Infrastructure.Vault;

namespace Medbook.PrivacyPortal.Infrastructure.Keys;

/// <summary>What a signing key is good for; stored by name, so names never change.</summary>
public enum SigningKeyState
{
    /// <summary>It signs. There is at most one.</summary>
    Current,
    /// <summary>Its private half is gone; its public half goes on proving what it signed.</summary>
    Retired,
}

/// <summary>A key that signs (ECDSA on P-256, SHA-256): the public half in clear, the private half wrapped by a master key.</summary>
public sealed class SigningKey
{
    /// <summary>Length of <see cref="Kid"/>: SHA-256 in base64url.</summary>
    public const int KidLength = 43;

    private SigningKey() { }

    /// <summary>Its name: the thumbprint of the public half (RFC 7638), so that nobody can give the name to another key.</summary>
    public string Kid { get; private set; } = "";

    /// <summary>The public point: 32 bytes of x, 32 bytes of y.</summary>
    public byte[] PublicPoint { get; private set; } = [];

    /// <summary>The private half (PKCS #8), wrapped; null once the key is retired.</summary>
    public byte[]? WrappedPrivate { get; private set; }

    /// <summary>The master key that opens the private half.</summary>
    public string MasterKeyId { get; private set; } = "";

    /// <summary>When it was made (UTC).</summary>
    public DateTimeOffset MadeAt { get; private set; }

    /// <summary>When it stopped signing (UTC).</summary>
    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>What it is good for.</summary>
    public SigningKeyState State { get; private set; }

    /// <summary>What the private half is wrapped with: it opens for this key only.</summary>
    internal static byte[] Context(string kid) => Encoding.UTF8.GetBytes($"medbook signing key 1|{kid}");

    internal static SigningKey Of(string kid, byte[] publicPoint, WrappedSecret wrapped, DateTimeOffset now) =>
        new() { Kid = kid, PublicPoint = publicPoint, WrappedPrivate = wrapped.Bytes, MasterKeyId = wrapped.KeyId, MadeAt = now };

    /// <summary>Keeps the private half as another master key wrapped it.</summary>
    internal void WrapAnew(WrappedSecret wrapped) => (WrappedPrivate, MasterKeyId) = (wrapped.Bytes, wrapped.KeyId);

    /// <summary>The public half as the world sees it.</summary>
    public JsonWebKey ToJwk() => new("EC", "P-256", Base64Url.EncodeToString(PublicPoint.AsSpan(0, 32)), Base64Url.EncodeToString(PublicPoint.AsSpan(32)))
    {
        Kid = Kid, Alg = "ES256", Use = "sig", Iat = MadeAt.ToUnixTimeSeconds(), Exp = RetiredAt?.ToUnixTimeSeconds(),
    };

    /// <summary>The public point of a key.</summary>
    internal static byte[] PointOf(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return [.. point.X!, .. point.Y!];
    }
}
