using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Operations.Erasure;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Consents;

/// <summary>
/// What a decision means for data, in its transaction: after a withdrawal, what rests on the consent alone is to go; where the consent is
/// given again before an officer approved that, it stays.
/// </summary>
/// <remarks>GDPR 7(3), 17(1)(b).</remarks>
public sealed class WithdrawnData(SourceCatalog sources, RegisterCache registers)
{
    internal Task FollowAsync(PortalDb db, Actor who, ConsentRecord record, CancellationToken ct) => record.Decision switch
    {
        ConsentDecision.Withdrawn => WantAsync(db, who, record, ct),
        ConsentDecision.Given => CallOffAsync(db, who, record, ct),
        ConsentDecision.Refused or ConsentDecision.Objected or ConsentDecision.ObjectionLifted => Task.CompletedTask,
    };

    private async Task WantAsync(PortalDb db, Actor who, ConsentRecord record, CancellationToken ct)
    {
        // A purpose has the name of the activity that rests on it; one without an activity uses no data of its own. So it is with a study: its extracts are
        // made of data that others keep, and what a source keeps for research rests on the activity of that name. A withdrawal of that is what wants it gone.
        if (await registers.OnAsync(db, BrusselsTime.DateOf(record.At), ct) is not { } register || register.Find(record.Purpose) is not { } activity) return;
        var scope = new RequestScope { Activities = [activity.Id] };
        if (!activity.Bases.Contains(LegalBasis.Consent) || !RestingData.Exists(sources, register, scope, ErasureCause.ConsentWithdrawn)) return;
        db.ErasurePlans.Add(ErasurePlan.AfterWithdrawal(record, scope));
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.ErasureWanted, record.At, record.Subject, record.Id.ToString(), nameof(ErasureCause.ConsentWithdrawn)));
    }

    private static async Task CallOffAsync(PortalDb db, Actor who, ConsentRecord record, CancellationToken ct)
    {
        var open = await db.ErasurePlans
            .Where(p => p.Subject == record.Subject && p.Cause == ErasureCause.ConsentWithdrawn)
            .Where(p => p.State == ErasurePlanState.Wanted || p.State == ErasurePlanState.Proposed || p.State == ErasurePlanState.HalfApproved).ToListAsync(ct);
        foreach (var plan in open.Where(plan => plan.Scope!.Activities.Contains(record.Purpose) && plan.CallOff(record.At).IsOk))
        {
            db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.ErasureCalledOff, record.At, plan.Subject, plan.CausedBy.ToString()));
        }
    }
}
