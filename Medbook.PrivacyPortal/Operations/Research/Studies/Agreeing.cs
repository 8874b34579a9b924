using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Operations.Consents;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Research.Studies;

/// <summary>How many people's yes to studies stands.</summary>
internal static class Agreeing
{
    /// <summary>Per study, in two queries whatever their number; a study to which nobody agrees is not in it.</summary>
    public static async Task<IReadOnlyDictionary<Guid, int>> CountAsync(PortalDb db, IReadOnlyCollection<Guid> studies, CancellationToken ct)
    {
        var purposes = studies.Select(Study.PurposeOf).ToList();
        var given = await ChoicesInForce.Last(db).Where(r => purposes.Contains(r.Purpose) && r.Decision == ConsentDecision.Given)
            .GroupBy(r => new { r.Purpose, r.TextVersion }).Select(group => new { group.Key.Purpose, group.Key.TextVersion, People = group.Count() }).ToListAsync(ct);
        // A yes counts from the last version on that asked anew.
        var askedSince = await db.StudyVersions.Where(v => studies.Contains(v.Study) && v.Change != StudyChange.Rewording)
            .GroupBy(v => v.Study).Select(group => new { Study = group.Key, Version = group.Max(v => v.Version) }).ToDictionaryAsync(v => v.Study, v => v.Version, ct);
        return given.Select(group => (Study: Study.Of(group.Purpose)!.Value, group.TextVersion, group.People))
            .Where(group => group.TextVersion >= askedSince[group.Study])
            .GroupBy(group => group.Study, group => group.People).ToDictionary(study => study.Key, study => study.Sum());
    }
}
