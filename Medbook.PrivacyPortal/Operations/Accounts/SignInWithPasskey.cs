using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.AspNetCore.Identity;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>Signs in with a passkey: one step, no password, nothing that a pause could be put on.</summary>
public sealed class SignInWithPasskey(
    Guard guard, PortalDb db, UserManager<PortalUser> users, Tries tries, PasskeyCheck passkeys, Sessions sessions)
{
    /// <param name="who">Nobody yet.</param>
    /// <param name="credential">What the browser answered, as JSON.</param>
    /// <param name="caller">From where.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Result<SessionFacts>> RunAsync(Actor who, string credential, Caller caller, CancellationToken ct)
    {
        if (guard.Check(who, Permission.SignInWithPasskey) is { } denied) return denied;
        if (await tries.TakeAsync(ThrottleRule.Network, ct, "network", caller.Network) is { } spent) return spent;
        if (await passkeys.CheckAsync(credential) is not var (user, passkey)) return new PasskeyRefused();

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!(await users.AddOrUpdatePasskeyAsync(user, passkey)).Succeeded) return new PasskeyRefused();
        var facts = await sessions.StartAsync(user, Proof.Passkey, caller, ct);
        await transaction.CommitAsync(ct);
        await tries.GiveBackAsync(ct, "network", caller.Network);
        return facts;
    }
}
