using System.Security.Cryptography;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Research;

/// <summary>The keys of studies: each a file of the vault whose owner is the study, while an extract's files are the extract's.</summary>
/// <remarks>GDPR 4(5): the additional information is kept apart.</remarks>
public sealed class StudyVault(IDbContextFactory<PortalDb> dbs, FileVault vault, TimeProvider clock)
{
    private const int KeyBytes = 32;

    /// <summary>Opens the key of a study; the first who asks makes it.</summary>
    /// <exception cref="VaultException">The vault cannot be used, or the key is lost. No other key takes its place by itself: the partner's pseudonyms are those of the first.</exception>
    internal async Task<StudyMarks> OpenAsync(Guid study, CancellationToken ct)
    {
        while (true)
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            var known = await db.VaultFiles.AsNoTracking().SingleOrDefaultAsync(file => db.StudyKeys.Any(key => key.Study == study && key.File == file.Id), ct);
            if (known is not null) return await ReadAsync(known, ct);
            await MakeAsync(db, study, ct);
        }
    }

    private async Task<StudyMarks> ReadAsync(VaultFile file, CancellationToken ct)
    {
        await using var reader = await vault.OpenReadAsync(file, ct);
        var key = new byte[KeyBytes];
        await reader.ReadExactlyAsync(key, ct);
        return new StudyMarks(key);
    }

    private async Task MakeAsync(PortalDb db, Guid study, CancellationToken ct)
    {
        var file = await vault.NewFileAsync(study, ct);
        db.VaultFiles.Add(file);
        await db.SaveChangesAsync(ct);
        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        try
        {
            await using var writer = await vault.OpenWriteAsync(file, ct);
            await writer.WriteAsync(key, ct);
            file.Complete(await writer.CompleteAsync(ct));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
        var now = clock.GetUtcNow();
        db.StudyKeys.Add(StudyKey.Of(study, file.Id, now));
        db.AuditEntries.Add(AuditEntry.Of(Actor.Portal, AuditAction.StudyKeyMade, now, reference: study.ToString()));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // Somebody else was faster: theirs is the key, and this one goes. Anything else is an accident.
            db.ChangeTracker.Clear();
            if (!await db.StudyKeys.AnyAsync(one => one.Study == study, ct)) throw;
            (await db.VaultFiles.SingleAsync(one => one.Id == file.Id, ct)).Destroy(now);
            await db.SaveChangesAsync(ct);
        }
    }
}
