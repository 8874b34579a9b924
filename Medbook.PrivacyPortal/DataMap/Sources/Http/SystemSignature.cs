using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Medbook.PrivacyPortal.DataMap.Sources.Http;

/// <summary>
/// How a call proves that it is the portal's and was not changed on its way: an HMAC over when, what for and which body, with the key
/// that portal and system share.
/// </summary>
internal static class SystemSignature
{
    /// <summary>The header of the signature.</summary>
    public const string Header = "Medbook-Signature";

    /// <summary>The header of the time: seconds since 1970.</summary>
    public const string TimeHeader = "Medbook-Timestamp";

    /// <summary>The header of what makes a change the same change.</summary>
    public const string KeyHeader = "Idempotency-Key";

    /// <summary>Fewest characters of a key: a shorter one can be guessed.</summary>
    public const int FewestCharacters = 32;

    /// <summary>The value of <see cref="Header"/>.</summary>
    /// <param name="secret">The shared key.</param>
    /// <param name="at">When the call is made.</param>
    /// <param name="path">The path of the address that is called, as it is sent.</param>
    /// <param name="idempotencyKey">The value of <see cref="KeyHeader"/>; empty where there is none.</param>
    /// <param name="body">The body, byte for byte.</param>
    public static string Of(ReadOnlySpan<byte> secret, DateTimeOffset at, string path, string idempotencyKey, ReadOnlySpan<byte> body)
    {
        var signed = string.Join('\n', "v1", Time(at), path, idempotencyKey, Convert.ToHexStringLower(SHA256.HashData(body)));
        return $"v1={Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(signed)))}";
    }

    /// <summary>The value of <see cref="TimeHeader"/>.</summary>
    public static string Time(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
