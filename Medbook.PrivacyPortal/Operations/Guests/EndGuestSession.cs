using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Guests;

/// <summary>Ends a guest's session before its time.</summary>
public sealed class EndGuestSession(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    public async Task<Result> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.EndGuestSession) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.GuestSessions.SingleOrDefaultAsync(s => s.Id == who.Session && s.Subject == who.Subject, ct) is not { } session) return Result.Ok;
        db.GuestSessions.Remove(session);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.SignedOut, clock.GetUtcNow(), who.Subject));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Ended in another window at the same moment: over is over.
        }
        return Result.Ok;
    }
}
