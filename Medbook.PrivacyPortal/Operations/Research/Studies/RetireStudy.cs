using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Research.Studies;

/// <summary>Ends a study for good: nobody is asked any more and nothing leaves. What people decided stays known, and a no is taken all the same.</summary>
public sealed class RetireStudy(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock) : StudyDecision(dbs, clock)
{
    public async Task<Result<Guid>> RunAsync(Actor who, SeenStudy seen, CancellationToken ct)
    {
        if (guard.Check(who, Permission.RetireStudy) is { } denied) return denied;
        return await DecideAsync(seen, (db, study, now) =>
        {
            var retired = study.Retire(now);
            if (retired.IsOk) db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.StudyEnded, now, reference: study.Id.ToString()));
            return Task.FromResult(retired);
        }, ct);
    }
}
