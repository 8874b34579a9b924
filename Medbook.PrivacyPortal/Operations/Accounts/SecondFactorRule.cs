using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.AspNetCore.Identity;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>Staff with a second factor change it only in a session that used it: a mailbox alone must not open the privacy team's work.</summary>
public static class SecondFactorRule
{
    public static async Task<Problem?> CheckAsync(Actor who, PortalUser user, UserManager<PortalUser> users) =>
        who.SecondFactor || !who.Roles.Any(role => role is Role.Officer or Role.Administrator or Role.Auditor)
            || !(user.TwoFactorEnabled || (await users.GetPasskeysAsync(user)).Count > 0)
            ? null
            : new SecondFactorMissing();
}
