using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Research.Studies;

/// <summary>
/// Puts what is written on a study in force: a version that never changes, and its text in each language, which people decide on from now on. The
/// officer says what the change is to those who decided already; more than words cannot be called a rewording.
/// </summary>
/// <remarks>Rule C5; GDPR 7(1), 13.</remarks>
public sealed class PublishStudy(IDbContextFactory<PortalDb> dbs, SourceCatalog sources, Guard guard, TimeProvider clock) : StudyDecision(dbs, clock)
{
    public async Task<Result<Guid>> RunAsync(Actor who, SeenStudy seen, StudyChange change, CancellationToken ct)
    {
        if (guard.Check(who, Permission.PublishStudy) is { } denied) return denied;
        return await DecideAsync(seen, (db, study, now) => PublishAsync(db, who, study, change, now, ct), ct);
    }

    private async Task<Result> PublishAsync(PortalDb db, Actor who, Study study, StudyChange change, DateTimeOffset now, CancellationToken ct)
    {
        var (today, inForce) = (BrusselsTime.DateOf(now), await db.StudyVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Study == study.Id && v.Version == study.Version, ct));
        if ((study.WhyNotPublished(change, inForce, today) ?? PlanFields.Lacks(sources, study.Plan).FirstOrDefault()) is { } problem) return problem;
        var version = study.Publish(change, who.Id, now);
        db.StudyVersions.Add(version);
        var text = StudyText.Of(version, sources, today);
        db.ConsentTexts.AddRange(PortalCultures.All.Select(language => ConsentText.Of(text, language, now)));
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.StudyPublished, now, reference: study.Id.ToString(), detail: $"{version.Version} {change}"));
        return Result.Ok;
    }
}
