using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Accounts;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Guests;

/// <summary>Whether a guest's session still counts, and whose it is: asked for every page.</summary>
public sealed class CheckGuestSession(IDbContextFactory<PortalDb> dbs, AccountLinks links, Guard guard, TimeProvider clock)
{
    public async Task<Result<GuestFacts>> RunAsync(Actor who, string pass, CancellationToken ct)
    {
        if (guard.Check(who, Permission.CheckGuestSession) is { } denied) return denied;
        if (links.Read<GuestPass>(pass) is not { } named) return new NotFound();
        await using var db = await dbs.CreateDbContextAsync(ct);
        var found = await db.GuestSessions.AsNoTracking().Where(s => s.Id == named.Session)
            .Join(db.Subjects, s => s.Subject, subject => subject.Key, (session, subject) => new { session, subject.ContactEmail })
            .SingleOrDefaultAsync(ct);
        return found is { ContactEmail: { } address, session: var session } && session.IsLive(clock.GetUtcNow())
            ? new GuestFacts(session.Id, session.Subject, address, session.StartedAt, session.EndsAt)
            : new NotFound();
    }
}
