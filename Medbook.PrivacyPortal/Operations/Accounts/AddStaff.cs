using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>
/// Gives somebody a role, and a link to set a password and a second factor with. The account is made where there is none;
/// its address counts as unconfirmed until mail has reached it, so it is linked to nobody's data by this.
/// </summary>
public sealed class AddStaff(
    Guard guard, PortalDb db, UserManager<PortalUser> users, RoleManager<IdentityRole> roles, AccountLinks links, TimeProvider clock)
{
    /// <summary>How long the link works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <returns>The link; it works once.</returns>
    public async Task<Result<Uri>> RunAsync(Actor who, string email, Role role, CancellationToken ct)
    {
        if (guard.Check(who, Permission.AddStaff) is { } denied) return denied;
        if (MailAddress.Parse(email) is not { } address) return new AddressInvalid();
        if (role is not (Role.Officer or Role.Administrator or Role.Auditor)) return new RoleInvalid();

        // The first link of a new portal makes the key it is protected with, in a transaction of its own.
        links.Make(new SecondStep("", ""), TimeSpan.Zero);
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var user = await users.FindByEmailAsync(address);
        if (user is null)
        {
            user = new PortalUser { UserName = address, Email = address };
            if (!(await users.CreateAsync(user)).Succeeded) return new AddressInvalid();
            db.Subjects.Add(Subject.OfAccount(user.Id, now));
            await db.SaveChangesAsync(ct);
        }
        var subject = await db.Subjects.SingleAsync(s => s.AccountId == user.Id, ct);
        if (!await roles.RoleExistsAsync(role.ToString())) await roles.CreateAsync(new IdentityRole(role.ToString()));
        if (!await users.IsInRoleAsync(user, role.ToString())) await users.AddToRoleAsync(user, role.ToString());
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.RoleGranted, now, subject.Key, detail: role.ToString()));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return links.Url("account/reset", new PasswordLink(user.Id, user.SecurityStamp!, WasMailed: false), Lifetime);
    }
}
