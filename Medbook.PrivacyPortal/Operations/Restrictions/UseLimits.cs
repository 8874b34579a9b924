using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Recipients;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Restrictions;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Operations.Cases.Handling;
using Medbook.PrivacyPortal.Operations.Holds;
using Medbook.PrivacyPortal.Operations.Recipients;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Restrictions;

/// <summary>Limits the use of what a request contests, whoever decides it: the limits, their audit entry, the person's mail and the recipients' notices in one transaction.</summary>
public sealed class UseLimits(SourceCatalog sources, RegisterCache registers, RecipientNotices recipients)
{
    internal async Task<Result> SetAsync(CaseChange change, IReadOnlyList<RestrictionTarget> targets)
    {
        if (await registers.OnAsync(change.Db, BrusselsTime.DateOf(change.Now), change.Cancelled) is not { } register) return new RegisterMissing();
        if (targets.Any(target => target.Fault is null && !Exists(target, register))) return new NotFound();
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
        change.Audit(AuditAction.UseRestricted, $"limited {targets.Distinct().Count()}");
        await recipients.AddAsync(change.Db, change.Request, NoticeDeed.Restricted, added.ConvertAll(TouchedData.Of), change.Now, change.Cancelled);
        await change.MailAsync(to => RestrictionMails.Limited(to, change.Request, change.Now));
        return Result.Ok;
    }

    private bool Exists(RestrictionTarget target, RegisterVersion register) => target.Activity.Length > 0
        ? register.Find(target.Activity) is not null
        : sources.Find(target.Source)?.Map.Find(target.Dataset) is not null;
}
