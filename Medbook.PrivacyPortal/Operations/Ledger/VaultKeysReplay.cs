using System.Globalization;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Ledger;

/// <summary>
/// Forgets again the keys of the vault that the ledger names and a restored database has. Their ids are never given twice, so every
/// line counts, however old. It is done when the vault has no such key any more.
/// </summary>
public sealed class VaultKeysReplay(IDbContextFactory<PortalDb> dbs, TimeProvider clock) : ILedgerReplay
{
    private const int Batch = 200;

    /// <inheritdoc />
    public IReadOnlyCollection<string> Sources { get; } = [Destruction.Vault];

    /// <inheritdoc />
    public async Task<LedgerReplayed> ReplayAsync(string source, DestructionLedger ledger, DateTimeOffset since, CancellationToken ct)
    {
        var named = ledger.Open(source, since: null);
        if (named.Count == 0) return new LedgerReplayed(0, 0);
        return new LedgerReplayed(await DestroyOwnersAsync(named, ct) + await DestroyFilesAsync(named, ct), 0);
    }

    private async Task<int> DestroyOwnersAsync(LedgerSet named, CancellationToken ct)
    {
        var (destroyed, last) = (0, Guid.Empty);
        while (true)
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            var owners = await db.OwnerKeys.Where(key => key.DestroyedAt == null && key.Id > last).OrderBy(key => key.Id).Take(Batch).ToListAsync(ct);
            if (owners.Count == 0) return destroyed;
            last = owners[^1].Id;
            var gone = owners.Where(key => named.Contains(Destruction.OwnerKeys, Destruction.VaultKey(key.Id))).ToList();
            foreach (var owner in gone) await OwnerFiles.DestroyAsync(db, owner, clock.GetUtcNow(), ct);
            destroyed += await SaveAsync(db, gone.Count, ct);
        }
    }

    private async Task<int> DestroyFilesAsync(LedgerSet named, CancellationToken ct)
    {
        var (destroyed, last) = (0, Guid.Empty);
        while (true)
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            var files = await db.VaultFiles.Where(file => file.State != VaultFileState.Destroyed && file.Id > last).OrderBy(file => file.Id).Take(Batch).ToListAsync(ct);
            if (files.Count == 0) return destroyed;
            last = files[^1].Id;
            var gone = files.Where(file => named.Contains(Destruction.FileKeys, Destruction.VaultKey(file.Id))).ToList();
            foreach (var file in gone) file.Destroy(clock.GetUtcNow());
            destroyed += await SaveAsync(db, gone.Count, ct);
        }
    }

    private async Task<int> SaveAsync(PortalDb db, int destroyed, CancellationToken ct)
    {
        if (destroyed == 0) return 0;
        db.AuditEntries.Add(AuditEntry.Of(
            Actor.Portal, AuditAction.LedgerReplayed, clock.GetUtcNow(), reference: Destruction.Vault, detail: destroyed.ToString(CultureInfo.InvariantCulture)));
        await db.SaveChangesAsync(ct);
        return destroyed;
    }
}
