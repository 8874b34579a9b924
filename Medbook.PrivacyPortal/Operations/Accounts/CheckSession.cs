using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>Whether a session still counts, and for whom: asked for every page, and at short intervals by every circuit.</summary>
public sealed class CheckSession(Guard guard, PortalDb db, Sessions sessions, TimeProvider clock)
{
    public async Task<Result<SessionFacts>> RunAsync(Actor who, string sessionId, CancellationToken ct)
    {
        if (guard.Check(who, Permission.CheckSession) is { } denied) return denied;
        var now = clock.GetUtcNow();
        var found = await db.Sessions.AsNoTracking().Where(s => s.Id == sessionId)
            .Join(db.Users.AsNoTracking(), s => s.AccountId, u => u.Id, (session, user) => new { session, user })
            .FirstOrDefaultAsync(ct);
        if (found is null || !found.session.IsLive(found.user.SecurityStamp, now)) return new NotFound();

        if (now - found.session.SeenAt >= Session.SeenStep)
        {
            await db.Sessions.Where(s => s.Id == sessionId).ExecuteUpdateAsync(s => s.SetProperty(p => p.SeenAt, now), ct);
        }
        return await sessions.FactsAsync(found.session, found.user, ct);
    }
}
