using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Cases.Files;

/// <summary>
/// Destroys the files that were added and not sent within a day, whole or cut short. Their rows stay, so that whoever comes back
/// to a draft reads why a file is gone.
/// </summary>
public sealed class DestroyUnsentFiles(IDbContextFactory<PortalDb> dbs, FileVault vault, Guard guard, TimeProvider clock)
{
    private const int Batch = 100;

    /// <returns>How many were destroyed.</returns>
    public async Task<Result<int>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.DestroyUnsentFiles) is { } denied) return denied;
        var destroyed = 0;
        var now = clock.GetUtcNow();
        while (true)
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            var due = await Due(db, now - CaseAttachment.UnsentLifetime).Select(a => a.Id).Take(Batch).ToListAsync(ct);
            var before = destroyed;
            foreach (var id in due) destroyed += await DestroyAsync(who, id, now, ct) ? 1 : 0;
            if (due.Count < Batch || destroyed == before) return destroyed;
        }
    }

    // What came with a mail or a letter was sent, whoever wrote that down; only one that was cut short goes.
    internal static IQueryable<CaseAttachment> Due(PortalDb db, DateTimeOffset before) =>
        db.CaseAttachments.Where(a => a.SentAt == null && a.DestroyedAt == null && a.AddedAt <= before
            && (a.Purpose != AttachmentPurpose.Received || a.Length == 0)).OrderBy(a => a.AddedAt);

    private async Task<bool> DestroyAsync(Actor who, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var file = await db.CaseAttachments.SingleOrDefaultAsync(a => a.Id == id, ct);
        if (file is not { SentAt: null, DestroyedAt: null }) return false;
        var subject = await db.Requests.Where(r => r.Id == file.RequestId).Select(r => r.Subject).SingleAsync(ct);
        await FileDesk.ForgetAsync(db, file, now, ct);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.FileExpired, now, subject, id.ToString()));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // It was sent or removed in this moment, or another instance was faster.
            return false;
        }
        DestroyedBytes.Remove(vault, file.FileId);
        return true;
    }
}
