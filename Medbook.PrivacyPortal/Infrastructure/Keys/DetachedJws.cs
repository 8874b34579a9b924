using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Medbook.PrivacyPortal.Infrastructure.Keys;

/// <summary>What a signature turned out to be.</summary>
public enum SignatureState
{
    /// <summary>The key with that name made it, over exactly these bytes.</summary>
    Good,
    /// <summary>The key with that name did not make it over these bytes.</summary>
    Wrong,
    /// <summary>No key of that name was given.</summary>
    UnknownKey,
    /// <summary>It is no signature of the kind that is made here.</summary>
    Malformed,
}

/// <summary>A JSON Web Signature without its content, which lies beside it (RFC 7515, appendix F), with ES256.</summary>
public static class DetachedJws
{
    private const string Algorithm = "ES256";

    /// <summary>Signs bytes.</summary>
    /// <returns>The compact form with nothing between its two points.</returns>
    public static string Sign(ECDsa key, string kid, ReadOnlySpan<byte> content)
    {
        var head = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new { alg = Algorithm, kid }));
        var signature = key.SignData(Input(head, content), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return $"{head}..{Base64Url.EncodeToString(signature)}";
    }

    /// <summary>Checks a signature over bytes.</summary>
    /// <returns>What it is, and the name of the key it names; null where it names none.</returns>
    public static (SignatureState State, string? Kid) Check(string jws, ReadOnlySpan<byte> content, JsonWebKeySet keys)
    {
        if (jws.Trim().Split('.') is not [var head, "", var signature] || Kid(head) is not { } kid) return (SignatureState.Malformed, null);
        if (keys.Find(kid) is not { } found) return (SignatureState.UnknownKey, kid);
        try
        {
            using var key = found.TryOpen();
            if (key is null) return (SignatureState.UnknownKey, kid);
            var isGood = key.VerifyData(Input(head, content), Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256,
                DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
            return (isGood ? SignatureState.Good : SignatureState.Wrong, kid);
        }
        catch (FormatException)
        {
            return (SignatureState.Malformed, kid);
        }
    }

    /// <summary>The key a signature names; null where it is none of these.</summary>
    public static string? KidOf(string jws) => jws.Trim().Split('.') is [var head, "", _] ? Kid(head) : null;

    // The algorithm is not the signature's to choose: there is one.
    private static string? Kid(string head)
    {
        try
        {
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(head));
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("alg", out var alg) && alg.ValueKind == JsonValueKind.String && alg.GetString() == Algorithm
                && !json.RootElement.TryGetProperty("crit", out _)
                && json.RootElement.TryGetProperty("kid", out var kid) && kid.ValueKind == JsonValueKind.String ? kid.GetString() : null;
        }
        catch (Exception fault) when (fault is FormatException or JsonException)
        {
            return null;
        }
    }

    private static byte[] Input(string head, ReadOnlySpan<byte> content) => Encoding.ASCII.GetBytes($"{head}.{Base64Url.EncodeToString(content)}");
}
