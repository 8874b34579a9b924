using System.Security.Cryptography;
using System.Text;
using Medbook.PrivacyPortal.Infrastructure.Settings;

namespace Medbook.PrivacyPortal.Infrastructure.Keys;

/// <summary>
/// Hashes short secrets and addresses so that the database alone tells nothing: the key is a file in <c>KeyFolder</c>,
/// made at first use. Losing it costs running codes and counts, verdicts on texts, which officers then give again, and that
/// hashes of before can no longer be matched.
/// </summary>
public sealed class KeyedHash(PortalSettings settings)
{
    private readonly Lazy<byte[]> key = new(() => KeyFile.ReadOrMake(Path.Combine(settings.KeyFolder!, "hash.key")));

    /// <summary>The hash of some parts, for one use; the same parts hash differently for another use.</summary>
    /// <returns>64 hexadecimal digits.</returns>
    /// <exception cref="IOException">The key cannot be read or made.</exception>
    public string Of(string use, params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder(use);
        // The length stands before each part, so that ("ab", "c") and ("a", "bc") differ.
        foreach (var part in parts) text.Append('|').Append(part.Length).Append(':').Append(part);
        return Convert.ToHexStringLower(HMACSHA256.HashData(key.Value, Encoding.UTF8.GetBytes(text.ToString())));
    }
}
