using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Medbook.PrivacyPortal.Infrastructure.Keys;

/// <summary>A public key on P-256 as JSON (RFC 7517, 7518).</summary>
/// <param name="Kty">Always <c>EC</c>.</param>
/// <param name="Crv">Always <c>P-256</c>.</param>
/// <param name="X">The point's x, base64url.</param>
/// <param name="Y">The point's y, base64url.</param>
public sealed record JsonWebKey(string Kty, string Crv, string X, string Y)
{
    private const int CoordinateBytes = 32;

    /// <summary>Name of the key.</summary>
    public string? Kid { get; init; }

    /// <summary>Always <c>ES256</c>.</summary>
    public string? Alg { get; init; }

    /// <summary>Always <c>sig</c>.</summary>
    public string? Use { get; init; }

    /// <summary>When it was made: seconds since 1970 UTC.</summary>
    public long? Iat { get; init; }

    /// <summary>When it stopped signing: seconds since 1970 UTC; null while it signs. What it signed before stays good.</summary>
    public long? Exp { get; init; }

    /// <summary>The thumbprint (RFC 7638): what <see cref="Kid"/> has to be.</summary>
    public string Thumbprint() => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(
        $$"""{"crv":"{{Crv}}","kty":"{{Kty}}","x":"{{X}}","y":"{{Y}}"}""")));

    /// <summary>The key, for checking; null where this is no key on P-256.</summary>
    public ECDsa? TryOpen()
    {
        try
        {
            if (Kty != "EC" || Crv != "P-256" || Base64Url.DecodeFromChars(X) is not { Length: CoordinateBytes } x
                || Base64Url.DecodeFromChars(Y) is not { Length: CoordinateBytes } y) return null;
            return ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = x, Y = y } });
        }
        catch (Exception fault) when (fault is FormatException or CryptographicException)
        {
            return null;
        }
    }
}

/// <summary>Public keys as they are published (RFC 7517, section 5).</summary>
/// <param name="Keys">The keys, newest first.</param>
public sealed record JsonWebKeySet(IReadOnlyList<JsonWebKey> Keys)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
    };

    /// <summary>The key of a name; null where the set has none, and where no name is given.</summary>
    public JsonWebKey? Find(string? kid) => kid is null ? null : Keys.FirstOrDefault(key => (key.Kid ?? key.Thumbprint()) == kid);

    /// <summary>Writes the set as JSON.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>Reads a set, or one key alone.</summary>
    /// <returns>Null where the text is neither.</returns>
    public static JsonWebKeySet? TryParse(ReadOnlySpan<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json.ToArray());
            return document.RootElement.ValueKind != JsonValueKind.Object ? null
                : document.RootElement.TryGetProperty("keys", out _) ? document.Deserialize<JsonWebKeySet>(Json)
                : document.Deserialize<JsonWebKey>(Json) is { } one ? new JsonWebKeySet([one]) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
