using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.AspNetCore.Identity;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>Gives new recovery codes; the old ones are void.</summary>
public sealed class ReplaceRecoveryCodes(Guard guard, PortalDb db, UserManager<PortalUser> users, TimeProvider clock)
{
    /// <summary>How many codes there are.</summary>
    public const int Count = 10;

    public async Task<Result<IReadOnlyList<string>>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReplaceRecoveryCodes) is { } denied) return denied;
        if (await users.FindByIdAsync(who.Id) is not { TwoFactorEnabled: true } user) return new NotFound();
        if (await SecondFactorRule.CheckAsync(who, user, users) is { } missing) return missing;

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var codes = await users.GenerateNewTwoFactorRecoveryCodesAsync(user, Count);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.RecoveryCodesReplaced, clock.GetUtcNow(), who.Subject));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return codes!.ToList();
    }
}
