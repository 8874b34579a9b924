using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Consents;

/// <summary>
/// Which studies ask people now: those that are published, until their last day. To a study that is over or retired nobody says yes any
/// more; a no is always taken.
/// </summary>
internal static class StudiesInForce
{
    /// <summary>Their purposes.</summary>
    public static async Task<IReadOnlySet<string>> OpenAsync(PortalDb db, DateOnly today, CancellationToken ct)
    {
        var versions = await Versions(db).AsNoTracking().ToListAsync(ct);
        return versions.Where(version => !version.IsOver(today)).Select(version => Study.PurposeOf(version.Study)).ToHashSet();
    }

    /// <summary>Whether a purpose can be agreed to: it is of no study, or of one that is open.</summary>
    public static async Task<bool> AsksAsync(PortalDb db, string purpose, DateOnly today, CancellationToken ct) =>
        Study.Of(purpose) is not { } study
        || (await Versions(db).AsNoTracking().SingleOrDefaultAsync(v => v.Study == study, ct) is { } version && !version.IsOver(today));

    // What counts is what was put in force, not what somebody is writing.
    private static IQueryable<StudyVersion> Versions(PortalDb db) =>
        from study in db.Studies
        where study.State == StudyState.Published
        join version in db.StudyVersions on new { Study = study.Id, study.Version } equals new { version.Study, version.Version }
        select version;
}
