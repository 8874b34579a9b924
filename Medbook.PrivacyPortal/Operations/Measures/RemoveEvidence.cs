using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Cases.Files;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Measures;

/// <summary>An officer takes a file off their desk. What was saved with a review stays.</summary>
public sealed class RemoveEvidence(IDbContextFactory<PortalDb> dbs, FileVault vault, Guard guard, TimeProvider clock)
{
    public async Task<Result> RunAsync(Actor who, Guid measure, Guid id, CancellationToken ct)
    {
        if (guard.Check(who, Permission.RemoveEvidence) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await EvidenceReach.Desk(db, who, measure).SingleOrDefaultAsync(e => e.Id == id, ct) is not { } file) return new NotFound();

        var now = clock.GetUtcNow();
        await FileDesk.ForgetAsync(db, file, now, ct);
        db.MeasureEvidence.Remove(file);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.EvidenceRemoved, now, reference: measure.ToString(), detail: id.ToString()));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // It was saved with a review, or came in whole, in this moment.
            return new ChangedMeanwhile();
        }
        DestroyedBytes.Remove(vault, file.FileId);
        return Result.Ok;
    }
}
