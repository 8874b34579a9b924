using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;

namespace Medbook.PrivacyPortal.Operations.Cases.Handling;

/// <summary>An officer weighs the interests of an objection, in writing; it can be done anew until the decision (GDPR 21(1)).</summary>
public sealed class WeighObjection(CaseChanges changes, Guard guard)
{
    public async Task<Result> RunAsync(Actor who, Guid id, Guid revision, BalancingTest test, CancellationToken ct)
    {
        if (guard.Check(who, Permission.WeighObjection) is { } denied) return denied;
        return await changes.ApplyAsync(who, id, revision, async change =>
        {
            if (change.Request.Weigh(test, change.Now).Problem is { } problem) return problem;
            change.Audit(AuditAction.ObjectionWeighed, test.ControllerPrevails ? "controller" : "person");
            await change.ClearDeskAsync(UnsentKind.Weighing);
            return Result.Ok;
        }, ct);
    }
}
