using Medbook.PrivacyPortal.Persistence;
using Microsoft.AspNetCore.Identity;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>Whether a password is the account's. An unknown address costs the same work, so that time tells nothing.</summary>
public sealed class PasswordCheck(UserManager<PortalUser> users, IPasswordHasher<PortalUser> hasher)
{
    private static readonly PortalUser Nobody = new();
    private static readonly Lock Making = new();
    private static string? nobodysHash;

    public async Task<bool> FitsAsync(PortalUser? user, string password)
    {
        if (user?.PasswordHash is not null) return await users.CheckPasswordAsync(user, password);
        hasher.VerifyHashedPassword(Nobody, HashOfNobody(), password);
        return false;
    }

    private string HashOfNobody()
    {
        lock (Making) return nobodysHash ??= hasher.HashPassword(Nobody, Guid.NewGuid().ToString());
    }
}
