using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Cases.Files;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Measures;

/// <summary>Staff download a file of a review.</summary>
public sealed class OpenEvidence(IDbContextFactory<PortalDb> dbs, FileOpening opening, Guard guard, TimeProvider clock)
{
    public async Task<Result<OpenedFile>> RunAsync(Actor who, Guid measure, Guid id, CancellationToken ct)
    {
        if (guard.Check(who, Permission.OpenEvidence) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await EvidenceReach.Of(db, who, measure).SingleOrDefaultAsync(e => e.Id == id, ct) is not { } file) return new NotFound();
        return await opening.OpenAsync(db, file, isLost => AuditEntry.Of(
            who, isLost ? AuditAction.EvidenceLost : AuditAction.EvidenceTaken, clock.GetUtcNow(), reference: measure.ToString(), detail: id.ToString()), ct);
    }
}
