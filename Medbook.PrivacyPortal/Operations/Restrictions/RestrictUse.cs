using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
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

/// <summary>
/// An officer limits the use of what a request contests, from the same moment on, and the person is told. What is limited already stays
/// as it is; after an objection that was granted it stays for good.
/// </summary>
public sealed class RestrictUse(CaseChanges changes, SourceCatalog sources, RegisterCache registers, RecipientNotices recipients, Guard guard)
{
    /// <param name="who">The officer.</param>
    /// <param name="request">The request.</param>
    /// <param name="revision">The revision the officer saw.</param>
    /// <param name="targets">Of what the use is limited.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result> RunAsync(Actor who, Guid request, Guid revision, IReadOnlyList<RestrictionTarget> targets, CancellationToken ct)
    {
        if (guard.Check(who, Permission.RestrictUse) is { } denied) return denied;
        if (targets.Count == 0) return new RestrictionTargetMissing();
        return await changes.ApplyAsync(who, request, revision, async change =>
        {
            if (await registers.OnAsync(change.Db, BrusselsTime.DateOf(change.Now), ct) is not { } register) return new RegisterMissing();
            if (targets.Any(target => target.Fault is null && !Exists(target, register))) return new NotFound();
            var standing = await RestrictionsInForce.Of(change.Db, [change.Request.Subject], BrusselsTime.DateOf(change.Now)).AsTracking().ToListAsync(ct);
            var limitedNow = new List<TouchedData>();
            foreach (var target in targets.Distinct())
            {
                var limited = UseRestriction.Of(change.Request, target, who, change.Now);
                if (!limited.IsOk) return limited.Problem;
                var known = standing.FindAll(one => one.Target == target);
                if (limited.Value.IsPermanent) known.FindAll(one => !one.IsPermanent).ForEach(one => one.MakePermanent());
                // One whose end was told ends: it does not stand for a new one.
                if (known.Exists(one => one.LiftOn is null)) continue;
                change.Db.UseRestrictions.Add(limited.Value);
                limitedNow.Add(TouchedData.Of(target));
            }
            change.Audit(AuditAction.UseRestricted, $"limited {targets.Distinct().Count()}");
            await recipients.AddAsync(change.Db, change.Request, NoticeDeed.Restricted, limitedNow, change.Now, ct);
            await change.MailAsync(to => RestrictionMails.Limited(to, change.Request, change.Now));
            return Result.Ok;
        }, ct);
    }

    private bool Exists(RestrictionTarget target, RegisterVersion register) => target.Activity.Length > 0
        ? register.Find(target.Activity) is not null
        : sources.Find(target.Source)?.Map.Find(target.Dataset) is not null;
}
