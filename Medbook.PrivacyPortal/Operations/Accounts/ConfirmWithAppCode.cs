using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.AspNetCore.Identity;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>Confirms the session with a code of the app or a recovery code; that is also a second factor.</summary>
public sealed class ConfirmWithAppCode(
    Guard guard, PortalDb db, UserManager<PortalUser> users, CodeCheck codes, Sessions sessions, TimeProvider clock)
{
    /// <param name="who">Whose session.</param>
    /// <param name="kind"><see cref="Proof.AppCode"/> or <see cref="Proof.RecoveryCode"/>.</param>
    /// <param name="code">What was typed.</param>
    /// <param name="caller">From where.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Result> RunAsync(Actor who, Proof kind, string code, Caller caller, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ConfirmWithAppCode) is { } denied) return denied;
        if (await users.FindByIdAsync(who.Id) is not { } user || await sessions.OfAsync(who, ct) is not { } session) return new NotFound();
        if (await codes.CheckAsync(user, kind, code, caller, ct) is { } wrong) return wrong;

        var now = clock.GetUtcNow();
        session.Prove(kind, now);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.Confirmed, now, who.Subject, detail: kind.ToString()));
        await db.SaveChangesAsync(ct);
        return Result.Ok;
    }
}
