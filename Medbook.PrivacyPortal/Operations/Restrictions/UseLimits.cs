using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Recipients;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Restrictions;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Operations.Cases.Handling;
using Medbook.PrivacyPortal.Operations.Recipients;
using Medbook.PrivacyPortal.Persistence;

namespace Medbook.PrivacyPortal.Operations.Restrictions;

/// <summary>Limits the use of what a request contests, whoever decides it: the limits, their audit entry, the person's mail and the recipients' notices in one transaction.</summary>
public sealed class UseLimits(SourceCatalog sources, RegisterCache registers, RecipientNotices recipients)
{
    internal async Task<Result> SetAsync(CaseChange change, IReadOnlyList<RestrictionTarget> targets)
    {
        if (await registers.OnAsync(change.Db, BrusselsTime.DateOf(change.Now), change.Cancelled) is not { } register) return new RegisterMissing();
        if (targets.Any(target => target.Fault is null && !Exists(target, register))) return new NotFound();
        var added = await LimitedUses.AddAsync(change, sources, targets);
        if (!added.IsOk) return added.Problem;
        change.Audit(AuditAction.UseRestricted, $"limited {targets.Distinct().Count()}");
        await recipients.AddAsync(change.Db, change.Request, NoticeDeed.Restricted, [.. added.Value.Select(TouchedData.Of)], change.Now, change.Cancelled);
        await change.MailAsync(to => RestrictionMails.Limited(to, change.Request, change.Now));
        return Result.Ok;
    }

    private bool Exists(RestrictionTarget target, RegisterVersion register) => target.Activity.Length > 0
        ? register.Find(target.Activity) is not null
        : sources.Find(target.Source)?.Map.Find(target.Dataset) is not null;
}
