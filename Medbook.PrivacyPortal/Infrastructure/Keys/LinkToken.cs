using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Medbook.PrivacyPortal.Infrastructure.Keys;

/// <summary>The random part of a link in a mail that no account is needed for. The portal keeps its hash: whoever reads the database opens nothing.</summary>
public static class LinkToken
{
    /// <summary>A new one.</summary>
    public static string Make() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    /// <summary>Its hash, as the portal keeps it.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
