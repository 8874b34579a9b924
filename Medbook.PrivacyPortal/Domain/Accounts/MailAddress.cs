using System.ComponentModel.DataAnnotations;

namespace Medbook.PrivacyPortal.Domain.Accounts;

/// <summary>A mail address as somebody typed it.</summary>
public static class MailAddress
{
    /// <summary>Most characters of an address that mail can be sent to (RFC 5321).</summary>
    public const int Longest = 254;

    private static readonly EmailAddressAttribute Shape = new();

    /// <summary>
    /// The form in which somebody without an account is known: in lower case, so that whoever writes the address with a capital the
    /// next time is the same person. Null where it cannot be an address.
    /// </summary>
    public static string? ParseContact(string? typed) => Parse(typed)?.ToLowerInvariant();

    /// <summary>The address without what the keyboard added; null where it cannot be one. That mail arrives there is proved by a link.</summary>
    public static string? Parse(string? typed)
    {
        var address = typed?.Trim() ?? "";
        return address.Length is > 0 and <= Longest && Shape.IsValid(address) && !address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
            ? address
            : null;
    }
}
