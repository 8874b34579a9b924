using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Recipients;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Restrictions;
using Medbook.PrivacyPortal.Operations.Erasure;
using Medbook.PrivacyPortal.Operations.Recipients;

namespace Medbook.PrivacyPortal.Operations.Cases.Handling;

/// <summary>
/// What follows from granting an objection, in the transaction of the decision: the use stops for good for this person, and what rests on
/// it alone is to go.
/// </summary>
/// <remarks>GDPR 17(1)(c), 21(1) and (3); policy 7.7.</remarks>
internal static class UpheldObjection
{
    public static async Task<Result> FollowAsync(CaseChange change, RegisterVersion register, SourceCatalog sources, RecipientNotices recipients)
    {
        var scope = ScopeOf(change.Request, register);
        // An objection to everything, where nothing rests on an interest that one can object to.
        if (scope.IsEverything) return Result.Ok;
        RestrictionTarget[] targets =
        [
            .. scope.Activities.Select(activity => new RestrictionTarget(activity)),
            .. scope.Rows.Select(row => new RestrictionTarget(Source: row.Source, Dataset: row.Dataset)).Distinct(),
        ];
        var added = await LimitedUses.AddAsync(change, sources, targets);
        if (!added.IsOk) return added.Problem;
        await recipients.AddAsync(change.Db, change.Request, NoticeDeed.Restricted, [.. added.Value.Select(TouchedData.Of)], change.Now, change.Cancelled);
        change.Audit(AuditAction.UseRestricted, $"stopped {targets.Length}");
        if (!RestingData.Exists(sources, register, scope, ErasureCause.ObjectionUpheld)) return Result.Ok;
        change.Db.ErasurePlans.Add(ErasurePlan.AfterObjection(change.Request, scope, change.Now));
        change.Audit(AuditAction.ErasureWanted, nameof(ErasureCause.ObjectionUpheld));
        return Result.Ok;
    }

    // Who names nothing objects to whatever one can object to; who objects to marketing, to all of it and to nothing else.
    private static RequestScope ScopeOf(RightsRequest request, RegisterVersion register) => ErasurePlan.ScopeOf(request) is { IsEverything: false } named
        ? named
        : new RequestScope
        {
            Activities = [.. register.Activities
                .Where(activity => request.Details.DirectMarketing ? activity.IsMarketing : activity.IsActive && !activity.IsPortals && activity.Bases.Contains(LegalBasis.LegitimateInterest))
                .Select(activity => activity.Id)],
        };
}
