using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>What an officer sees of the person behind a case.</summary>
/// <param name="Address">Where the answer goes; null where the portal no longer knows the person.</param>
/// <param name="KnownSince">Since when the portal knows them (UTC); null where it no longer does.</param>
/// <param name="OtherRequests">How many other requests the person has sent.</param>
/// <param name="OtherOpenRequests">How many of these are still open.</param>
public sealed record CasePerson(string? Address, DateTimeOffset? KnownSince, int OtherRequests, int OtherOpenRequests);

/// <summary>A case as staff see it.</summary>
public sealed record CaseView(RightsRequest Request, CasePerson Person);

/// <summary>One case, for staff. That somebody looks is written before anything is returned.</summary>
public sealed class ReadCase(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    public async Task<Result<CaseView>> RunAsync(Actor who, Guid id, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadCase) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        // A draft is nobody's business but the person's.
        var request = await db.Requests.AsNoTracking().Include(r => r.Events.OrderBy(e => e.Id))
            .SingleOrDefaultAsync(r => r.Id == id && r.Number != null, ct);
        if (request is null) return new NotFound();
        await ViewLog.StaffLooksAsync(db, who, AuditAction.CaseViewed, request.Subject, id.ToString(), clock.GetUtcNow(), ct);

        var others = db.Requests.Where(r => r.Subject == request.Subject && r.Id != id && r.Number != null);
        return new CaseView(request, new CasePerson(
            await SubjectAddress.OfAsync(db, request.Subject, ct),
            await db.Subjects.Where(s => s.Key == request.Subject).Select(s => (DateTimeOffset?)s.CreatedAt).SingleOrDefaultAsync(ct),
            await others.CountAsync(ct),
            await others.CountAsync(r => r.IsOpen, ct)));
    }
}
