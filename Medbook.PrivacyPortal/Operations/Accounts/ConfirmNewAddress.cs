using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>Makes a new address the account's, with the link that was mailed there; the old address is told.</summary>
public sealed class ConfirmNewAddress(
    Guard guard, PortalDb db, UserManager<PortalUser> users, AccountLinks links, AccountMails mails, Sessions sessions,
    PortalSettings settings, TimeProvider clock)
{
    public async Task<Result> RunAsync(Actor who, string link, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ConfirmNewAddress) is { } denied) return denied;
        if (links.Read<AddressLink>(link) is not { } change
            || await users.FindByIdAsync(change.AccountId) is not { } user || user.SecurityStamp != change.Stamp
            || (await users.FindByEmailAsync(change.Email) is { } holder && holder.Id != user.Id))
        {
            return new LinkSpent();
        }

        var old = user.Email!;
        var token = await users.GenerateChangeEmailTokenAsync(user, change.Email);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!(await users.ChangeEmailAsync(user, change.Email, token)).Succeeded
            || !(await users.SetUserNameAsync(user, change.Email)).Succeeded)
        {
            return new LinkSpent();
        }
        var subject = await db.Subjects.Where(s => s.AccountId == user.Id).Select(s => s.Key).SingleAsync(ct);
        await sessions.KeepAsync(who, user, ct);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.AddressChanged, clock.GetUtcNow(), subject));
        if (old != change.Email)
        {
            // By that address they would be found as nobody's any more.
            await db.OutgoingMails.Where(m => m.To == old && (m.SentAt != null || m.GivenUpAt != null)).ExecuteDeleteAsync(ct);
            db.OutgoingMails.Add(mails.AddressChanged(old, user.Language, settings.PublicUrl!));
        }
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Ok;
    }
}
