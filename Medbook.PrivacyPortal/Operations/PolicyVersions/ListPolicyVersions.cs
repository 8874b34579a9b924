using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Policy;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.PolicyVersions;

/// <summary>A version in the list, with who was told of it.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Standing">Whether it counts.</param>
/// <param name="Change">What it is to those who know the one before.</param>
/// <param name="Reason">Why it changed.</param>
/// <param name="EffectiveFrom">From which day on it counts.</param>
/// <param name="PublishedAt">When it was published (UTC).</param>
/// <param name="Told">How many people were told; null where nobody has to be.</param>
/// <param name="Read">How many of them said that they read it.</param>
/// <param name="IsTelling">Whether some are still to be told.</param>
public sealed record PolicyVersionLine(
    int Version, PolicyStanding Standing, PolicyChange Change, string Reason, DateOnly EffectiveFrom, DateTimeOffset PublishedAt, int? Told, int Read, bool IsTelling);

/// <summary>Every version of the official text, newest first: a version is rare, so there are no pages.</summary>
public sealed class ListPolicyVersions(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    public async Task<Result<IReadOnlyList<PolicyVersionLine>>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ListPolicyVersions) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var today = PolicyDrafts.Today(clock);
        var inForce = (await PolicyDrafts.OnAsync(db, today, ct))?.Version;
        var rows = await db.PolicyVersions.OrderByDescending(v => v.Version).Select(v => new
        {
            v.Version, v.Change, v.Reason, v.EffectiveFrom, v.PublishedAt,
            Told = db.PolicyNotices.Count(n => n.Version == v.Version),
            Read = db.PolicyNotices.Count(n => n.Version == v.Version && n.ReadAt != null),
            IsTelling = db.PolicyTellings.Any(t => t.Version == v.Version && t.DoneAt == null),
        }).ToListAsync(ct);
        return (PolicyVersionLine[])
        [
            .. rows.Select(v => new PolicyVersionLine(
                v.Version, PolicyDrafts.StandingOf(v.Version, v.EffectiveFrom, inForce, today), v.Change, v.Reason, v.EffectiveFrom, v.PublishedAt,
                v.Change == PolicyChange.Material ? v.Told : null, v.Read, v.IsTelling)),
        ];
    }
}
