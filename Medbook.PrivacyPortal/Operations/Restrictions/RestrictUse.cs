using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Restrictions;
using Medbook.PrivacyPortal.Operations.Cases.Handling;

namespace Medbook.PrivacyPortal.Operations.Restrictions;

/// <summary>
/// An officer limits the use of what a request contests, from the same moment on, and the person is told. What is limited already stays
/// as it is; after an objection that was granted it stays for good.
/// </summary>
public sealed class RestrictUse(CaseChanges changes, UseLimits limits, Guard guard)
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
        return await changes.ApplyAsync(who, request, revision, change => limits.SetAsync(change, targets), ct);
    }
}
