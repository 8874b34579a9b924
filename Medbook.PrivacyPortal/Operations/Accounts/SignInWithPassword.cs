using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>
/// Signs in with address and password. The answer is the same for an unknown address, and so is the work. Wrong tries count
/// for this account from this network address: a stranger elsewhere cannot lock the person out.
/// </summary>
public sealed class SignInWithPassword(
    Guard guard, PortalDb db, UserManager<PortalUser> users, Tries tries, PasswordCheck passwords, Sessions sessions, TimeProvider clock)
{
    public async Task<Result<SignInStep>> RunAsync(Actor who, string email, string password, Caller caller, CancellationToken ct)
    {
        if (guard.Check(who, Permission.SignInWithPassword) is { } denied) return denied;
        if (password.Length > PasswordRule.Longest || email.Length > MailAddress.Longest) return new SignInRefused();

        var normalized = users.NormalizeEmail(email.Trim())!;
        if (await tries.TakeSignInAsync(normalized, caller, ct) is { } spent) return spent;
        var user = await users.FindByEmailAsync(email.Trim());
        if (!await passwords.FitsAsync(user, password))
        {
            if (user is not null && await tries.IsPausedAsync(normalized, caller, ct)) await AuditPauseAsync(who, user, ct);
            return new SignInRefused();
        }

        await tries.ForgetSignInAsync(normalized, caller, ct);
        return await sessions.ContinueAsync(user!, Proof.Password, caller, ct);
    }

    private async Task AuditPauseAsync(Actor who, PortalUser user, CancellationToken ct)
    {
        var subject = await db.Subjects.Where(s => s.AccountId == user.Id).Select(s => s.Key).SingleAsync(ct);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.SignInPaused, clock.GetUtcNow(), subject));
        await db.SaveChangesAsync(ct);
    }
}
