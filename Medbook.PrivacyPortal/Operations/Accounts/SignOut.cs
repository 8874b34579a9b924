using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>Ends the session somebody acts in.</summary>
public sealed class SignOut(Guard guard, PortalDb db, Sessions sessions, TimeProvider clock)
{
    public async Task<Result> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.SignOut) is { } denied) return denied;
        if (await sessions.OfAsync(who, ct) is not { } session) return Result.Ok;
        db.Sessions.Remove(session);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.SignedOut, clock.GetUtcNow(), who.Subject));
        await db.SaveChangesAsync(ct);
        return Result.Ok;
    }
}
