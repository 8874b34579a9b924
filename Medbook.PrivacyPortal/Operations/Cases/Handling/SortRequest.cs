using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;

namespace Medbook.PrivacyPortal.Operations.Cases.Handling;

/// <summary>An officer says of which right a letter or mail is; its clock runs since the day it arrived (rule T1).</summary>
public sealed class SortRequest(CaseChanges changes, Guard guard)
{
    public async Task<Result> RunAsync(Actor who, Guid id, Guid revision, RequestKind kind, CancellationToken ct)
    {
        if (guard.Check(who, Permission.SortRequest) is { } denied) return denied;
        return await changes.ApplyAsync(who, id, revision, change =>
        {
            var sorted = change.Request.Sort(kind, change.Now);
            if (sorted.IsOk) change.Audit(AuditAction.RequestSorted, kind.ToString());
            return Task.FromResult(sorted);
        }, ct);
    }
}
