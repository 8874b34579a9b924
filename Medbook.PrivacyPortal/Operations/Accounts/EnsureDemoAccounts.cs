using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.AspNetCore.Identity;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>Makes the demo accounts of a developer's machine, where they are not there yet. It refuses everywhere else.</summary>
public sealed class EnsureDemoAccounts(
    Guard guard, PortalDb db, UserManager<PortalUser> users, RoleManager<IdentityRole> roles, IUserStore<PortalUser> store,
    PortalSettings settings, TimeProvider clock)
{
    public async Task<Result> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.EnsureDemoAccounts) is { } denied) return denied;
        if (!settings.IsDevelopment) return new DevelopmentOnly();
        foreach (var (email, role) in DemoAccounts.All)
        {
            if (await users.FindByEmailAsync(email) is null) await AddAsync(email, role, ct);
        }
        return Result.Ok;
    }

    private async Task AddAsync(string email, Role role, CancellationToken ct)
    {
        var user = new PortalUser { UserName = email, Email = email, EmailConfirmed = true };
        var subject = Subject.OfAccount(user.Id, clock.GetUtcNow());
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await users.CreateAsync(user, DemoAccounts.Password);
        db.Subjects.Add(subject);
        db.AuditEntries.Add(AuditEntry.Of(Actor.Portal, AuditAction.AccountOpened, clock.GetUtcNow(), subject.Key));
        if (role != Role.Member)
        {
            if (!await roles.RoleExistsAsync(role.ToString())) await roles.CreateAsync(new IdentityRole(role.ToString()));
            await users.AddToRoleAsync(user, role.ToString());
            await ((IUserAuthenticatorKeyStore<PortalUser>)store).SetAuthenticatorKeyAsync(user, DemoAccounts.AppKey, ct);
            await users.SetTwoFactorEnabledAsync(user, true);
            db.AuditEntries.Add(AuditEntry.Of(Actor.Portal, AuditAction.RoleGranted, clock.GetUtcNow(), subject.Key, detail: role.ToString()));
        }
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
