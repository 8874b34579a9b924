using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>The identifier of a passkey as a form carries it.</summary>
public static class PasskeyId
{
    public static string Of(UserPasskeyInfo passkey) => Base64Url.EncodeToString(passkey.CredentialId);

    /// <returns>Null where it cannot be one.</returns>
    public static byte[]? Parse(string? id)
    {
        try
        {
            return Base64Url.DecodeFromChars(id);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
