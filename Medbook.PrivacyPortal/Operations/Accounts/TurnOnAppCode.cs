using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.AspNetCore.Identity;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>Makes the app's codes the second factor, once one of them was right.</summary>
/// <remarks>The first code is itself a proof: the session is confirmed with a second factor from here on.</remarks>
public sealed class TurnOnAppCode(
    Guard guard, PortalDb db, UserManager<PortalUser> users, Tries tries, Sessions sessions, TimeProvider clock)
{
    /// <returns>The recovery codes; they are shown once.</returns>
    public async Task<Result<IReadOnlyList<string>>> RunAsync(Actor who, string code, Caller caller, CancellationToken ct)
    {
        if (guard.Check(who, Permission.TurnOnAppCode) is { } denied) return denied;
        if (await users.FindByIdAsync(who.Id) is not { TwoFactorEnabled: false } user) return new NotFound();
        if (await SecondFactorRule.CheckAsync(who, user, users) is { } missing) return missing;
        if (await tries.TakeSignInAsync(user.NormalizedEmail!, caller, ct) is { } spent) return spent;

        var typed = string.Concat(code.Where(char.IsAsciiDigit));
        if (!await users.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, typed)) return new CodeWrong();

        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await users.SetTwoFactorEnabledAsync(user, true);
        var recovery = await users.GenerateNewTwoFactorRecoveryCodesAsync(user, ReplaceRecoveryCodes.Count);
        await sessions.KeepAsync(who, user, ct);
        (await sessions.OfAsync(who, ct))?.Prove(Proof.AppCode, now);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.AppCodeTurnedOn, now, who.Subject));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        await tries.ForgetSignInAsync(user.NormalizedEmail!, caller, ct);
        return recovery!.ToList();
    }
}
