using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Restrictions;
using Medbook.PrivacyPortal.Domain.Systems;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Operations.Holds;
using Medbook.PrivacyPortal.Operations.Research.Removals;
using Medbook.PrivacyPortal.Operations.Systems;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases.Handling;

/// <summary>Limits the use of what a request contests, in the transaction of the change, and writes what systems have to be told.</summary>
internal static class LimitedUses
{
    /// <summary>What is limited already stays as it is; after an objection that was granted it stays for good.</summary>
    /// <returns>What was not limited before.</returns>
    public static async Task<Result<IReadOnlyList<RestrictionTarget>>> AddAsync(CaseChange change, SourceCatalog sources, IReadOnlyCollection<RestrictionTarget> targets)
    {
        var standing = await RestrictionsInForce.Of(change.Db, [change.Request.Subject], BrusselsTime.DateOf(change.Now)).AsTracking().ToListAsync(change.Cancelled);
        var added = new List<RestrictionTarget>();
        foreach (var target in targets.Distinct())
        {
            var limited = UseRestriction.Of(change.Request, target, change.Who, change.Now);
            if (!limited.IsOk) return limited.Problem;
            var known = standing.FindAll(one => one.Target == target);
            if (limited.Value.IsPermanent) known.FindAll(one => !one.IsPermanent).ForEach(one => one.MakePermanent());
            // One whose end was told ends: it does not stand for a new one.
            if (known.Exists(one => one.LiftOn is null)) continue;
            change.Db.UseRestrictions.Add(limited.Value);
            added.Add(target);
        }
        if (added.Count > 0) await StudyDecisions.TouchAsync(change.Db, change.Request.Subject, change.Cancelled);
        await LimitNews.WriteAsync(change.Db, sources, change.Request.Subject, change.Now, change.Cancelled);
        if (added.Count > 0) await ChangeNews.WriteAsync(change.Db, change.Settings, change.Request.Subject, ChangeKind.Restrictions, change.Now, change.Cancelled);
        return added;
    }
}
