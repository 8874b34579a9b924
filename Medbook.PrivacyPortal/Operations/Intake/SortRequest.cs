using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Intake;

/// <summary>An officer has read a letter or a mail and says of which kind it is. Its clock runs since it arrived; sorting changes nothing of that.</summary>
public sealed class SortRequest(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    public async Task<Result> RunAsync(Actor who, Guid id, Guid revision, RequestKind kind, CancellationToken ct)
    {
        if (guard.Check(who, Permission.SortRequest) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var request = await db.Requests.SingleOrDefaultAsync(r => r.Id == id && r.Number != null, ct);
        if (request is null) return new NotFound();
        if (request.Kind == RequestKind.Unsorted && request.Revision != revision) return new ChangedMeanwhile();

        var now = clock.GetUtcNow();
        if (request.Sort(kind, now).Problem is { } problem) return problem;
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.RequestSorted, now, request.Subject, id.ToString(), kind.ToString()));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new ChangedMeanwhile();
        }
        return Result.Ok;
    }
}
