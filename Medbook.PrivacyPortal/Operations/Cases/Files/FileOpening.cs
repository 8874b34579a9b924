using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Files;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Cases.Files;

/// <summary>Gives a file out: it is checked whole before its first byte leaves, and that it leaves is audited before.</summary>
public sealed partial class FileOpening(FileVault vault, TimeProvider clock, ILogger<FileOpening> log)
{
    /// <summary>A file of a case.</summary>
    /// <param name="db">The database.</param>
    /// <param name="who">Who gets it.</param>
    /// <param name="reach">The files they may know of, from <see cref="FileReach"/>.</param>
    /// <param name="id">Which.</param>
    public async Task<Result<OpenedFile>> OpenAsync(PortalDb db, Actor who, IQueryable<CaseAttachment> reach, Guid id, CancellationToken ct)
    {
        var file = await reach.SingleOrDefaultAsync(a => a.Id == id, ct);
        if (file is null) return new NotFound();
        var subject = await db.Requests.Where(r => r.Id == file.RequestId).Select(r => r.Subject).SingleAsync(ct);
        return await OpenAsync(db, file,
            isLost => AuditEntry.Of(who, isLost ? AuditAction.FileLost : AuditAction.FileTaken, clock.GetUtcNow(), subject, id.ToString()), ct);
    }

    /// <summary>A file that whoever asks may know of.</summary>
    /// <param name="db">Where it is tracked.</param>
    /// <param name="file">The file.</param>
    /// <param name="entry">The audit entry: that it leaves, or (true) that it turned out to be lost.</param>
    public async Task<Result<OpenedFile>> OpenAsync(PortalDb db, IKeptFile file, Func<bool, AuditEntry> entry, CancellationToken ct)
    {
        if (!file.IsReadable) return new FileGone();
        var stored = await db.VaultFiles.SingleAsync(f => f.Id == file.FileId, ct);
        try
        {
            if (!await vault.VerifyAsync(stored, ct)) return await LoseAsync();
            db.AuditEntries.Add(entry(false));
            await db.SaveChangesAsync(ct);
            return new OpenedFile(await vault.OpenReadAsync(stored, ct), file.FileName, file.MediaType);
        }
        catch (VaultDestroyedException)
        {
            return await LoseAsync();
        }
        catch (VaultUnavailableException fault)
        {
            LogVault(fault, file.Id);
            return new FileVaultUnavailable();
        }

        async Task<Result<OpenedFile>> LoseAsync()
        {
            var now = clock.GetUtcNow();
            file.Destroy(now);
            stored.Destroy(now);
            db.AuditEntries.Add(entry(true));
            try
            {
                await db.SaveChangesAsync(ct);
            }
            catch (DbUpdateConcurrencyException)
            {
                return new FileGone();
            }
            DestroyedBytes.Remove(vault, stored.Id);
            LogLost(file.Id, stored.Id);
            return new FileLost();
        }
    }

    [LoggerMessage(LogLevel.Error, "File {Id} can no longer be read: {Stored} in the vault is not what was written. It was destroyed.")]
    private partial void LogLost(Guid id, Guid stored);

    [LoggerMessage(LogLevel.Error, "File {Id}: the vault cannot be used.")]
    private partial void LogVault(VaultException fault, Guid id);
}
