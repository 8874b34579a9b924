using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Research.Extracts;

/// <summary>The extracts of a study, newest first.</summary>
/// <param name="Study">The study.</param>
/// <param name="Plan">The version in force; null where none was published.</param>
/// <param name="Extracts">The extracts.</param>
/// <param name="Labels">What each kind of record is called, by source and dataset.</param>
public sealed record StudyExtracts(
    Study Study, StudyPlan? Plan, IReadOnlyList<ResearchExtract> Extracts, IReadOnlyDictionary<(string Source, string Dataset), LocalText> Labels);

/// <summary>Staff see the extracts of a study, as figures.</summary>
public sealed class ListExtracts(IDbContextFactory<PortalDb> dbs, SourceCatalog sources, Guard guard)
{
    /// <summary>Most extracts that are shown.</summary>
    public const int Most = 50;

    public async Task<Result<StudyExtracts>> RunAsync(Actor who, Guid study, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ListExtracts) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.Studies.AsNoTracking().SingleOrDefaultAsync(s => s.Id == study, ct) is not { } of) return new NotFound();
        var plan = await db.StudyVersions.AsNoTracking().Where(v => v.Study == study && v.Version == of.Version).Select(v => v.Plan).SingleOrDefaultAsync(ct);
        var extracts = await db.ResearchExtracts.AsNoTracking().Where(e => e.Study == study)
            .OrderByDescending(e => e.AskedAt).ThenByDescending(e => e.Id).Take(Most).ToListAsync(ct);
        var labels = extracts.SelectMany(extract => extract.Datasets).Select(one => (one.Source, one.Dataset)).Distinct()
            .Select(one => (Key: one, sources.Find(one.Source)?.Map.Find(one.Dataset)?.Label)).Where(one => one.Label is not null);
        return new StudyExtracts(of, plan, extracts, labels.ToDictionary(one => one.Key, one => one.Label!));
    }
}
