using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Files;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Cases.Files;

/// <summary>What becomes of files that lie on a desk: they are sent with something, or go.</summary>
internal static class FileDesk
{
    /// <summary>Everything of a desk leaves it, in the caller's transaction. What is still coming, or was destroyed, stays behind.</summary>
    /// <param name="desk">Whose, from <see cref="FileReach"/>.</param>
    /// <param name="message">The message it goes with; null where it goes with the request itself.</param>
    /// <param name="now">When (UTC).</param>
    public static async Task SendAsync(IQueryable<CaseAttachment> desk, Guid? message, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var file in await desk.Where(a => a.Length > 0 && a.DestroyedAt == null).ToListAsync(ct)) file.Send(message, now);
    }

    /// <summary>A file is taken off its desk: its key goes with the commit, its bytes right after.</summary>
    public static async Task<Result> RemoveAsync(
        PortalDb db, FileVault vault, Actor who, IQueryable<CaseAttachment> reach, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        var file = await reach.SingleOrDefaultAsync(a => a.Id == id, ct);
        if (file is null) return new NotFound();
        if (file.SentAt is not null) return new FileAlreadySent();

        var subject = await db.Requests.Where(r => r.Id == file.RequestId).Select(r => r.Subject).SingleAsync(ct);
        await ForgetAsync(db, file, now, ct);
        db.CaseAttachments.Remove(file);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.FileRemoved, now, subject, id.ToString()));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // It was sent, or came in whole, in this moment.
            return new ChangedMeanwhile();
        }
        DestroyedBytes.Remove(vault, file.FileId);
        return Result.Ok;
    }

    /// <summary>Destroys the key of a file, in the caller's transaction.</summary>
    public static async Task ForgetAsync(PortalDb db, IKeptFile file, DateTimeOffset now, CancellationToken ct)
    {
        file.Destroy(now);
        if (await db.VaultFiles.SingleOrDefaultAsync(f => f.Id == file.FileId, ct) is { } stored) stored.Destroy(now);
    }
}
