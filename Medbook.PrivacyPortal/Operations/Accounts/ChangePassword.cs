using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.AspNetCore.Identity;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>Changes one's own password; the other sessions end, and a mail says that it happened.</summary>
public sealed class ChangePassword(
    Guard guard, PortalDb db, UserManager<PortalUser> users, Tries tries, Sessions sessions, AccountMails mails,
    PortalSettings settings, TimeProvider clock)
{
    public async Task<Result> RunAsync(Actor who, string current, string password, Caller caller, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ChangePassword) is { } denied) return denied;
        if (await users.FindByIdAsync(who.Id) is not { } user) return new NotFound();
        if (PasswordRule.Check(password, user.Email!) is { } fault) return fault;
        if (current.Length > PasswordRule.Longest) return new PasswordWrong();
        if (await tries.TakeSignInAsync(user.NormalizedEmail!, caller, ct) is { } spent) return spent;

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!(await users.ChangePasswordAsync(user, current, password)).Succeeded) return new PasswordWrong();
        await sessions.KeepAsync(who, user, ct);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.PasswordChanged, clock.GetUtcNow(), who.Subject, detail: nameof(Proof.Password)));
        db.OutgoingMails.Add(mails.PasswordChanged(user.Email!, user.Language, new Uri(settings.PublicUrl!, "account/forgot")));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        await tries.ForgetSignInAsync(user.NormalizedEmail!, caller, ct);
        return Result.Ok;
    }
}
