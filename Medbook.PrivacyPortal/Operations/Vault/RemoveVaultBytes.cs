using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Vault;

/// <summary>
/// Removes the bytes of destroyed files: their keys went with the transaction that destroyed them, so nothing hangs on when
/// this runs, how often, or where it was interrupted.
/// </summary>
public sealed partial class RemoveVaultBytes(
    Guard guard, IDbContextFactory<PortalDb> dbs, FileVault vault, TimeProvider clock, ILogger<RemoveVaultBytes> log)
{
    private const int Batch = 100;

    /// <returns>Of how many files the bytes are gone now.</returns>
    public async Task<Result<int>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.RemoveVaultBytes) is { } denied) return denied;
        var (removed, stuck, last) = (0, 0, Guid.Empty);
        while (true)
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            var files = await db.VaultFiles
                .Where(file => file.State == VaultFileState.Destroyed && file.BytesGoneAt == null && file.Id > last)
                .OrderBy(file => file.Id).Take(Batch).ToListAsync(ct);
            if (files.Count == 0) break;
            foreach (var file in files)
            {
                if (Remove(file)) removed++;
                else stuck++;
            }
            last = files[^1].Id;
            await db.SaveChangesAsync(ct);
        }
        if (stuck > 0) LogStuck(stuck);
        return removed;
    }

    private bool Remove(VaultFile file)
    {
        try
        {
            vault.DeleteBytes(file.Id);
            file.BytesGone(clock.GetUtcNow());
            return true;
        }
        catch (VaultUnavailableException)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The bytes of {Count} destroyed files could not be removed; they hold nothing readable, and the next run tries again.")]
    private partial void LogStuck(int count);
}
