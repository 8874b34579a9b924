using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.AspNetCore.Identity;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>No longer asks for the app's codes; key and recovery codes are void.</summary>
public sealed class TurnOffAppCode(Guard guard, PortalDb db, UserManager<PortalUser> users, Sessions sessions, TimeProvider clock)
{
    public async Task<Result> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.TurnOffAppCode) is { } denied) return denied;
        if (await users.FindByIdAsync(who.Id) is not { TwoFactorEnabled: true } user) return new NotFound();
        if (await SecondFactorRule.CheckAsync(who, user, users) is { } missing) return missing;

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await users.SetTwoFactorEnabledAsync(user, false);
        await users.GenerateNewTwoFactorRecoveryCodesAsync(user, 0);
        await users.ResetAuthenticatorKeyAsync(user);
        await sessions.KeepAsync(who, user, ct);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.AppCodeTurnedOff, clock.GetUtcNow(), who.Subject));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Ok;
    }
}
