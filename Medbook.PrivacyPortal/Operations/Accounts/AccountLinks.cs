using System.Security.Cryptography;
using System.Text.Json;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>Opens an account for the address it was mailed to.</summary>
public sealed record OpenLink(string Email);

/// <summary>Sets a password; it works once, because the stamp changes with the password.</summary>
public sealed record PasswordLink(string AccountId, string Stamp, bool WasMailed);

/// <summary>Confirms a new address.</summary>
public sealed record AddressLink(string AccountId, string Stamp, string Email);

/// <summary>The password was right; what is missing is the second step.</summary>
public sealed record SecondStep(string AccountId, string Stamp);

/// <summary>
/// What the portal hands out and takes back: each kind protected for its own purpose, with an end.
/// Nothing is stored, and what it allows is void once the account it names has changed.
/// </summary>
public sealed class AccountLinks(IDataProtectionProvider protection, PortalSettings settings, TimeProvider clock)
{
    public string Make<T>(T content, TimeSpan lifetime) =>
        WebEncoders.Base64UrlEncode(ProtectorOf<T>().Protect(
            JsonSerializer.SerializeToUtf8Bytes(new Sealed<T>(content, clock.GetUtcNow() + lifetime))));

    /// <summary>An address for a mail.</summary>
    public Uri Url<T>(string path, T content, TimeSpan lifetime) =>
        new(settings.PublicUrl!, QueryHelpers.AddQueryString(path, "link", Make(content, lifetime)));

    /// <summary>What was handed out; null when the portal did not, or when it is too old.</summary>
    public T? Read<T>(string? link) where T : class
    {
        try
        {
            var content = JsonSerializer.Deserialize<Sealed<T>>(ProtectorOf<T>().Unprotect(WebEncoders.Base64UrlDecode(link ?? "")));
            return clock.GetUtcNow() < content?.Until ? content.Content : null;
        }
        catch (Exception e) when (e is FormatException or CryptographicException or JsonException)
        {
            return null;
        }
    }

    private IDataProtector ProtectorOf<T>() => protection.CreateProtector("Accounts", typeof(T).Name);

    private sealed record Sealed<T>(T Content, DateTimeOffset Until);
}
