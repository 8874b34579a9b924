using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>Sets a password with a link (mailed, or handed over by the operator), ends all sessions and signs in.</summary>
public sealed class SetNewPassword(
    Guard guard, PortalDb db, UserManager<PortalUser> users, AccountLinks links, Sessions sessions, TimeProvider clock)
{
    public async Task<Result<SignInStep>> RunAsync(Actor who, string link, string password, Caller caller, CancellationToken ct)
    {
        if (guard.Check(who, Permission.SetNewPassword) is { } denied) return denied;
        if (links.Read<PasswordLink>(link) is not { } set
            || await users.FindByIdAsync(set.AccountId) is not { } user || user.SecurityStamp != set.Stamp)
        {
            return new LinkSpent();
        }
        if (PasswordRule.Check(password, user.Email!) is { } fault) return fault;

        var token = await users.GeneratePasswordResetTokenAsync(user);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Whoever opens the mailed link also proves the mailbox; the operator's link proves nothing about it.
        user.EmailConfirmed |= set.WasMailed;
        if (!(await users.ResetPasswordAsync(user, token, password)).Succeeded) return new LinkSpent();

        await db.Sessions.Where(s => s.AccountId == user.Id).ExecuteDeleteAsync(ct);
        var subject = await db.Subjects.Where(s => s.AccountId == user.Id).Select(s => s.Key).SingleAsync(ct);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.PasswordChanged, clock.GetUtcNow(), subject, detail: nameof(Proof.Link)));
        await db.SaveChangesAsync(ct);
        var step = await sessions.ContinueAsync(user, Proof.Link, caller, ct);
        await transaction.CommitAsync(ct);
        return step;
    }
}
