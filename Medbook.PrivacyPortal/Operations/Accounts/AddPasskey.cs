using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.AspNetCore.Identity;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>Adds a passkey to one's account, named after the device until its owner names it.</summary>
public sealed class AddPasskey(
    Guard guard, PortalDb db, UserManager<PortalUser> users, SignInManager<PortalUser> signIn, Sessions sessions, TimeProvider clock)
{
    /// <summary>Most passkeys of one account.</summary>
    public const int Most = 20;

    /// <returns>The identifier of the passkey.</returns>
    public async Task<Result<string>> RunAsync(Actor who, string credential, Caller caller, CancellationToken ct)
    {
        if (guard.Check(who, Permission.AddPasskey) is { } denied) return denied;
        if (await users.FindByIdAsync(who.Id) is not { } user) return new NotFound();
        if (await SecondFactorRule.CheckAsync(who, user, users) is { } missing) return missing;
        if ((await users.GetPasskeysAsync(user)).Count >= Most) return new PasskeysFull();
        if (await AttestAsync(credential, user) is not { } passkey) return new PasskeyRefused();

        var now = clock.GetUtcNow();
        passkey.Name = caller.Device;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!(await users.AddOrUpdatePasskeyAsync(user, passkey)).Succeeded) return new PasskeyRefused();
        (await sessions.OfAsync(who, ct))?.Prove(Proof.Passkey, now);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.PasskeyAdded, now, who.Subject));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return PasskeyId.Of(passkey);
    }

    private async Task<UserPasskeyInfo?> AttestAsync(string credential, PortalUser user)
    {
        try
        {
            var attestation = await signIn.PerformPasskeyAttestationAsync(credential);
            return attestation.Succeeded && attestation.UserEntity.Id == user.Id ? attestation.Passkey : null;
        }
        catch (InvalidOperationException)
        {
            // No question was put to this browser, or it was answered already.
            return null;
        }
    }
}
