using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.AspNetCore.Identity;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>Removes one of one's own passkeys.</summary>
public sealed class RemovePasskey(Guard guard, PortalDb db, UserManager<PortalUser> users, TimeProvider clock)
{
    public async Task<Result> RunAsync(Actor who, string id, CancellationToken ct)
    {
        if (guard.Check(who, Permission.RemovePasskey) is { } denied) return denied;
        if (await users.FindByIdAsync(who.Id) is not { } user || PasskeyId.Parse(id) is not { } key
            || await users.GetPasskeyAsync(user, key) is null)
        {
            return new NotFound();
        }
        if (await SecondFactorRule.CheckAsync(who, user, users) is { } missing) return missing;

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await users.RemovePasskeyAsync(user, key);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.PasskeyRemoved, clock.GetUtcNow(), who.Subject));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Ok;
    }
}
