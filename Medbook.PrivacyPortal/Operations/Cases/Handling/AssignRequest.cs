using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases.Handling;

/// <summary>An officer takes a case, gives it to a colleague, or puts it back. Nobody gets their own request.</summary>
public sealed class AssignRequest(CaseChanges changes, Guard guard)
{
    /// <param name="who">The officer.</param>
    /// <param name="id">The request.</param>
    /// <param name="revision">The revision the officer saw.</param>
    /// <param name="officer">Account that gets it; null for nobody.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result> RunAsync(Actor who, Guid id, Guid revision, string? officer, CancellationToken ct)
    {
        if (guard.Check(who, Permission.AssignRequest) is { } denied) return denied;
        return await changes.ApplyAsync(who, id, revision, async change =>
        {
            if (officer is not null && !await CaseTeam.With(change.Db, Role.Officer).AnyAsync(user => user.Id == officer, change.Cancelled)) return new OfficerUnknown();
            if (await change.Db.Subjects.AnyAsync(s => s.Key == change.Request.Subject && s.AccountId == officer, change.Cancelled)) return new OwnCase();
            if (change.Request.Assign(officer, change.Now).Problem is { } problem) return problem;
            change.Audit(AuditAction.RequestAssigned, officer);
            return Result.Ok;
        }, ct);
    }
}
