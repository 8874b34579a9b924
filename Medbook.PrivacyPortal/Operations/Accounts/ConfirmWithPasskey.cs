using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.AspNetCore.Identity;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>Confirms the session with a passkey of the same account; that is also a second factor.</summary>
public sealed class ConfirmWithPasskey(
    Guard guard, PortalDb db, UserManager<PortalUser> users, PasskeyCheck passkeys, Sessions sessions, TimeProvider clock)
{
    public async Task<Result> RunAsync(Actor who, string credential, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ConfirmWithPasskey) is { } denied) return denied;
        if (await sessions.OfAsync(who, ct) is not { } session) return new NotFound();
        if (await passkeys.CheckAsync(credential) is not var (user, passkey) || user.Id != who.Id) return new PasskeyRefused();

        var now = clock.GetUtcNow();
        session.Prove(Proof.Passkey, now);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.Confirmed, now, who.Subject, detail: nameof(Proof.Passkey)));
        // One save of the manager's store takes everything that is tracked: passkey, session and entry.
        return (await users.AddOrUpdatePasskeyAsync(user, passkey)).Succeeded ? Result.Ok : new PasskeyRefused();
    }
}
