using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Vault;

/// <summary>
/// Reads every file of the vault and compares what lies on the disk with what the database knows. Findings are handed out as
/// they are found, so that memory does not grow with them; the portal may serve meanwhile.
/// </summary>
public sealed class VerifyVault(Guard guard, IDbContextFactory<PortalDb> dbs, FileVault vault, TimeProvider clock)
{
    private const int Batch = 200;

    /// <param name="who">Who acts.</param>
    /// <param name="found">Takes each finding.</param>
    /// <param name="progress">Takes how far it is, after each file.</param>
    /// <exception cref="VaultUnavailableException">The disk or a master key is not there: nothing can be said about the files.</exception>
    public async Task<Result<VaultReport>> RunAsync(Actor who, Action<VaultFinding> found, Action<VaultProgress> progress, CancellationToken ct)
    {
        if (guard.Check(who, Permission.VerifyVault) is { } denied) return denied;
        var (sound, findings) = (0, 0);
        await foreach (var finding in ReadFilesAsync(progress, ct)) Count(finding);
        await foreach (var finding in LookForBytesAsync(ct)) Count(finding);

        await using var db = await dbs.CreateDbContextAsync(ct);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.VaultVerified, clock.GetUtcNow(), detail: $"{sound} sound, {findings} findings"));
        await db.SaveChangesAsync(ct);
        return new VaultReport(sound, findings);

        void Count(VaultFinding? finding)
        {
            if (finding is null) sound++;
            else
            {
                findings++;
                found(finding);
            }
        }
    }

    // Null for each file that is sound.
    private async IAsyncEnumerable<VaultFinding?> ReadFilesAsync(
        Action<VaultProgress> progress, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var (read, total, last) = (0, await db.VaultFiles.CountAsync(file => file.State == VaultFileState.Ready, ct), Guid.Empty);
        while (true)
        {
            var files = await db.VaultFiles.AsNoTracking().Where(file => file.State == VaultFileState.Ready && file.Id > last)
                .OrderBy(file => file.Id).Take(Batch).ToListAsync(ct);
            if (files.Count == 0) yield break;
            foreach (var file in files)
            {
                var fault = await FaultOfAsync(file, ct);
                // One that was destroyed while it was read is neither sound nor damaged.
                if (await IsStillReadyAsync(db, file, ct)) yield return fault is { } wrong ? new VaultFinding(wrong, file.Id) : null;
                progress(new(++read, Math.Max(read, total)));
            }
            last = files[^1].Id;
        }
    }

    private async Task<VaultFault?> FaultOfAsync(VaultFile file, CancellationToken ct)
    {
        try
        {
            return await vault.VerifyAsync(file, ct) ? null : vault.HasBytes(file.Id) ? VaultFault.Damaged : VaultFault.Missing;
        }
        catch (VaultDestroyedException)
        {
            return null;
        }
    }

    private static Task<bool> IsStillReadyAsync(PortalDb db, VaultFile file, CancellationToken ct) => db.VaultFiles.AnyAsync(f =>
        f.Id == file.Id && f.State == VaultFileState.Ready && db.OwnerKeys.Any(key => key.Id == f.OwnerKeyId && key.DestroyedAt == null), ct);

    private async IAsyncEnumerable<VaultFinding> LookForBytesAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var ids in vault.StoredIds().Chunk(Batch))
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            // A row is committed before its first byte is written: bytes that were seen have had their row since.
            var known = ids.OfType<Guid>().ToList();
            var rows = await db.VaultFiles.Where(file => known.Contains(file.Id)).ToDictionaryAsync(file => file.Id, ct);
            foreach (var id in ids)
            {
                if (id is not { } file) yield return new VaultFinding(VaultFault.Foreign, null);
                else if (!rows.TryGetValue(file, out var row)) yield return new VaultFinding(VaultFault.Unknown, file);
                else if (row.BytesGoneAt is not null)
                {
                    row.BytesBack();
                    yield return new VaultFinding(VaultFault.Leftover, file);
                }
            }
            await db.SaveChangesAsync(ct);
        }
    }
}
