using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.AspNetCore.Identity;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>The key for an app that makes codes: as text, and as the address a QR code carries.</summary>
public sealed record AppKey(string Key, string Uri);

/// <summary>
/// Gives the key for an app that makes codes (TOTP). It counts once <see cref="TurnOnAppCode"/> has seen a code; until then
/// the same key is given again.
/// </summary>
public sealed class PrepareAppCode(Guard guard, PortalDb db, UserManager<PortalUser> users, Sessions sessions)
{
    public async Task<Result<AppKey>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.PrepareAppCode) is { } denied) return denied;
        // A key that is in use is not shown again.
        if (await users.FindByIdAsync(who.Id) is not { TwoFactorEnabled: false } user) return new NotFound();
        if (await SecondFactorRule.CheckAsync(who, user, users) is { } missing) return missing;

        if (await users.GetAuthenticatorKeyAsync(user) is null)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await users.ResetAuthenticatorKeyAsync(user);
            await sessions.KeepAsync(who, user, ct);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }
        var key = (await users.GetAuthenticatorKeyAsync(user))!;
        return new AppKey(
            string.Join(' ', key.ToLowerInvariant().Chunk(4).Select(group => new string(group))),
            $"otpauth://totp/{Uri.EscapeDataString($"Medbook privacy:{user.Email}")}?secret={key}&issuer={Uri.EscapeDataString("Medbook privacy")}&digits=6");
    }
}
