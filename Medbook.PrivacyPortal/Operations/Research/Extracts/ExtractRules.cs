using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Research.Extracts;

/// <summary>When data of a study may leave at all.</summary>
internal static class ExtractRules
{
    /// <summary>Why nothing of a version of a study may leave now; null where it may.</summary>
    /// <param name="db">The database.</param>
    /// <param name="study">The study.</param>
    /// <param name="version">The version by which data is read, or was.</param>
    /// <param name="now">When (UTC).</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<Problem?> WhyNotAsync(PortalDb db, Study study, int version, DateTimeOffset now, CancellationToken ct)
    {
        if (study.State is not StudyState.Published) return new ExtractStudyNotReady();
        // Whoever agreed since agreed to something else.
        if (await db.StudyVersions.AnyAsync(v => v.Study == study.Id && v.Version > version && v.Change == StudyChange.Material, ct)) return new ExtractStudyNotReady();
        var plan = await db.StudyVersions.Where(v => v.Study == study.Id && v.Version == study.Version).Select(v => v.Plan).SingleAsync(ct);
        var today = BrusselsTime.DateOf(now);
        return today < plan.From || today > plan.Until ? new ExtractOutsidePeriod() : null;
    }
}
