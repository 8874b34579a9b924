using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.AspNetCore.Identity;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>Names one of one's own passkeys.</summary>
public sealed class RenamePasskey(Guard guard, UserManager<PortalUser> users)
{
    /// <summary>Most characters of a name.</summary>
    public const int Longest = 64;

    public async Task<Result> RunAsync(Actor who, string id, string name, CancellationToken ct)
    {
        if (guard.Check(who, Permission.RenamePasskey) is { } denied) return denied;
        if (string.IsNullOrWhiteSpace(name) || name.Trim().Length > Longest) return new PasskeyNameInvalid();
        if (await users.FindByIdAsync(who.Id) is not { } user || PasskeyId.Parse(id) is not { } key
            || await users.GetPasskeyAsync(user, key) is not { } passkey)
        {
            return new NotFound();
        }
        passkey.Name = name.Trim();
        return (await users.AddOrUpdatePasskeyAsync(user, passkey)).Succeeded ? Result.Ok : new ChangedMeanwhile();
    }
}
