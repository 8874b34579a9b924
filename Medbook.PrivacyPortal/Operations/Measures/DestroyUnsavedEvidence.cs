using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Measures;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Cases.Files;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Measures;

/// <summary>Destroys the files that were added for a review which was not saved within a day, whole or cut short.</summary>
public sealed class DestroyUnsavedEvidence(IDbContextFactory<PortalDb> dbs, FileVault vault, Guard guard, TimeProvider clock)
{
    /// <returns>How many were destroyed.</returns>
    public async Task<Result<int>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.DestroyUnsavedEvidence) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var before = now - MeasureEvidence.UnsavedLifetime;
        var due = await db.MeasureEvidence.Where(e => e.Review == null && e.AddedAt <= before).OrderBy(e => e.AddedAt).Select(e => e.Id).ToListAsync(ct);
        var destroyed = 0;
        foreach (var id in due) destroyed += await DestroyAsync(who, id, now, ct) ? 1 : 0;
        return destroyed;
    }

    private async Task<bool> DestroyAsync(Actor who, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.MeasureEvidence.SingleOrDefaultAsync(e => e.Id == id, ct) is not { Review: null } file) return false;
        await FileDesk.ForgetAsync(db, file, now, ct);
        db.MeasureEvidence.Remove(file);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.EvidenceExpired, now, reference: file.Measure.ToString(), detail: id.ToString()));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // It was saved with a review or removed in this moment, or another instance was faster.
            return false;
        }
        DestroyedBytes.Remove(vault, file.FileId);
        return true;
    }
}
