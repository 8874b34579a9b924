using Medbook.PrivacyPortal.Persistence;
using Microsoft.AspNetCore.Identity;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>Whether what a browser answered is a passkey of some account, for the question that was put to that browser.</summary>
public sealed class PasskeyCheck(SignInManager<PortalUser> signIn)
{
    /// <returns>The account and the passkey with its new count; null when it is none.</returns>
    public async Task<(PortalUser User, UserPasskeyInfo Passkey)?> CheckAsync(string credential)
    {
        try
        {
            var assertion = await signIn.PerformPasskeyAssertionAsync(credential);
            return assertion.Succeeded ? (assertion.User, assertion.Passkey) : null;
        }
        catch (InvalidOperationException)
        {
            // No question was put to this browser, or it was answered already.
            return null;
        }
    }
}
