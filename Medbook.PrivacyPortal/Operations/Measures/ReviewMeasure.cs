using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Measures;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Measures;

/// <summary>
/// Somebody looked whether a measure does what it should, and writes down what they found, with the files that show it
/// (GDPR 32(1)(d); policy 6.1).
/// </summary>
public sealed class ReviewMeasure(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock) : MeasureChange(dbs, clock)
{
    public async Task<Result> RunAsync(Actor who, SeenMeasure seen, MeasureFinding? finding, string words, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReviewMeasure) is { } denied) return denied;
        return await ChangeAsync(
            who, seen, AuditAction.MeasureReviewed, finding?.ToString(), (measure, now) => measure.Review(finding, words, who, now), ct,
            async (db, measure) =>
            {
                // What is still coming stays on its desk, for the next one.
                foreach (var file in await EvidenceReach.Desk(db, who, measure.Id).Where(e => e.Length > 0).ToListAsync(ct)) file.Keep(measure.Reviews.Count);
            });
    }
}
