using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.AspNetCore.Identity;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>The second step of signing in: a code of the app, or a recovery code.</summary>
public sealed class SignInWithCode(
    Guard guard, PortalDb db, UserManager<PortalUser> users, AccountLinks links, CodeCheck codes, Sessions sessions)
{
    /// <param name="who">Nobody yet.</param>
    /// <param name="ticket">What the first step gave.</param>
    /// <param name="kind"><see cref="Proof.AppCode"/> or <see cref="Proof.RecoveryCode"/>.</param>
    /// <param name="code">What was typed.</param>
    /// <param name="caller">From where.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Result<SessionFacts>> RunAsync(
        Actor who, string ticket, Proof kind, string code, Caller caller, CancellationToken ct)
    {
        if (guard.Check(who, Permission.SignInWithCode) is { } denied) return denied;
        if (links.Read<SecondStep>(ticket) is not { } step
            || await users.FindByIdAsync(step.AccountId) is not { } user || user.SecurityStamp != step.Stamp)
        {
            return new SignInExpired();
        }

        if (await codes.CheckAsync(user, kind, code, caller, ct) is { } wrong) return wrong;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var facts = await sessions.StartAsync(user, kind, caller, ct);
        await transaction.CommitAsync(ct);
        return facts;
    }
}
