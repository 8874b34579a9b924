using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Restrictions;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Operations.Cases.Handling;
using Medbook.PrivacyPortal.Persistence;

namespace Medbook.PrivacyPortal.Operations.Restrictions;

/// <summary>
/// An officer limits the use of what a request contests, from the same moment on, and the person is told. What is limited already stays
/// as it is; after an objection that was granted it stays for good.
/// </summary>
public sealed class RestrictUse(CaseChanges changes, SourceCatalog sources, RegisterCache registers, Guard guard)
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
            if ((await UseLimits.SetAsync(change, targets)).Problem is { } problem) return problem;
            change.Audit(AuditAction.UseRestricted, $"limited {targets.Distinct().Count()}");
            await change.MailAsync(to => RestrictionMails.Limited(to, change.Request, change.Now));
            return Result.Ok;
        }, ct);
    }

    private bool Exists(RestrictionTarget target, RegisterVersion register) => target.Activity.Length > 0
        ? register.Find(target.Activity) is not null
        : sources.Find(target.Source)?.Map.Find(target.Dataset) is not null;
}
