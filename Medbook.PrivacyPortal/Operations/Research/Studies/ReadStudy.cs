using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Research.Studies;

/// <summary>A study as staff see it.</summary>
/// <param name="Study">The study, with what is written.</param>
/// <param name="Versions">Its versions, the newest first.</param>
/// <param name="Lacks">What the plan lacks to be put in force; empty where it is whole.</param>
/// <param name="IsOver">Whether the last day of what is in force is over.</param>
/// <param name="Agreeing">How many people's yes stands.</param>
public sealed record StudyView(Study Study, IReadOnlyList<StudyVersion> Versions, IReadOnlyList<Problem> Lacks, bool IsOver, int Agreeing)
{
    /// <summary>The study as it is seen.</summary>
    public SeenStudy Seen => new(Study.Id, Study.PlanRevision);

    /// <summary>The version in force; null where none was published.</summary>
    public StudyVersion? InForce => Versions.Count > 0 ? Versions[0] : null;

    /// <summary>Whether something is written that is not in force.</summary>
    public bool IsChanged => InForce?.Plan != Study.Plan;

    /// <summary>Whether what is written asks for more than people agreed to: then it is no rewording.</summary>
    public bool AsksForMore => InForce is { } before && Study.Plan.AsksForMoreThan(before.Plan);
}

/// <summary>One study with its versions. It names nobody who takes part, only how many do.</summary>
public sealed class ReadStudy(IDbContextFactory<PortalDb> dbs, SourceCatalog sources, Guard guard, TimeProvider clock)
{
    public async Task<Result<StudyView>> RunAsync(Actor who, Guid id, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadStudy) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        if (await db.Studies.SingleOrDefaultAsync(s => s.Id == id, ct) is not { } study) return new NotFound();
        var versions = await db.StudyVersions.Where(v => v.Study == id).OrderByDescending(v => v.Version).ToListAsync(ct);
        var (today, agreeing) = (BrusselsTime.Today(clock), await Agreeing.CountAsync(db, [id], ct));
        return new StudyView(
            study, versions, [.. study.Plan.Lacks(today), .. PlanFields.Lacks(sources, study.Plan)],
            IsOver: versions.Count > 0 && versions[0].IsOver(today), agreeing.GetValueOrDefault(id));
    }
}
