using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.AspNetCore.Identity;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>Whether a code of the app, or a recovery code, is the account's. Tries are counted per network address and per account.</summary>
public sealed class CodeCheck(UserManager<PortalUser> users, Tries tries)
{
    /// <returns>Null when it is; a recovery code is then spent.</returns>
    public async Task<Problem?> CheckAsync(PortalUser user, Proof kind, string code, Caller caller, CancellationToken ct)
    {
        if (await tries.TakeSignInAsync(user.NormalizedEmail!, caller, ct) is { } fromHere) return fromHere;
        if (await tries.TakeAsync(ThrottleRule.Codes, ct, "codes", user.Id) is { } everywhere) return everywhere;

        var typed = string.Concat(code.Where(char.IsLetterOrDigit)).ToUpperInvariant();
        var fits = user.TwoFactorEnabled && (kind == Proof.RecoveryCode
            ? (await users.RedeemTwoFactorRecoveryCodeAsync(user, WithDash(typed))).Succeeded
            : await users.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, typed));
        if (!fits) return new CodeWrong();

        await tries.ForgetSignInAsync(user.NormalizedEmail!, caller, ct);
        return null;
    }

    // Identity writes its recovery codes as two groups of five.
    private static string WithDash(string code) => code.Length == 10 ? $"{code[..5]}-{code[5..]}" : code;
}
