using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Medbook.PrivacyPortal.Operations.Recipients;

/// <summary>The random part of a link in a mail to a recipient. The portal keeps its hash: whoever reads the database opens nothing.</summary>
internal static class NoticeToken
{
    /// <summary>A new one.</summary>
    public static string Make() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    /// <summary>Its hash, as the portal keeps it.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
