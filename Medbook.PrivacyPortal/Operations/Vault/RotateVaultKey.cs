using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Vault;

/// <summary>What a rotation did.</summary>
/// <param name="Old">The key that was replaced.</param>
/// <param name="New">The key that wraps from now on.</param>
/// <param name="Rewrapped">Keys of owners that this run wrapped anew.</param>
/// <param name="Stuck">Keys of owners that do not open; as long as there is one, the old key is needed.</param>
public sealed record VaultRotation(string Old, string New, int Rewrapped, int Stuck);

/// <summary>
/// Puts a new master key in the place of the current one. From the first commit on new keys are wrapped by the new one; then
/// the keys of owners are wrapped anew in batches, each row on the condition that nobody touched it. The portal serves all
/// through, because both keys open. A rotation that was interrupted goes on where it stood.
/// </summary>
public sealed class RotateVaultKey(
    Guard guard, IDbContextFactory<PortalDb> dbs, FileVault vault, MasterKeys keys, MasterKeyPlace place, SigningKeys signing,
    PortalSettings settings, TimeProvider clock)
{
    private const int Batch = 100;

    /// <param name="who">Who acts.</param>
    /// <param name="progress">Takes how many keys of owners are done, after each batch.</param>
    public async Task<Result<VaultRotation>> RunAsync(Actor who, Action<int> progress, CancellationToken ct)
    {
        if (guard.Check(who, Permission.RotateVaultKey) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await BeginAsync(db, who, ct) is { } problem) return problem;
        var (retiring, wraps) = await InUseAsync(db, ct);
        // Another run helped, and was done before this one looked.
        if (retiring is not { } old || wraps is not { } current) return new ChangedMeanwhile();
        if ((Fault(old) ?? Fault(current)) is { } fault) return fault;

        var (rewrapped, stuck) = await RewrapAsync(old, current, progress, ct);
        // A signing key is wrapped anew when it is opened while its master key is being replaced.
        if (await db.SigningKeys.AnyAsync(key => key.MasterKeyId == old.Id && key.State == SigningKeyState.Current, ct)) (await signing.OpenAsync(ct)).Dispose();
        if (stuck == 0) await RetireAsync(db, old, who, ct);
        return new VaultRotation(old.Id, current.Id, rewrapped, stuck);
    }

    // A rotation that was begun is gone on with; two keys being replaced at once there never are.
    private async Task<Problem?> BeginAsync(PortalDb db, Actor who, CancellationToken ct)
    {
        var (retiring, current) = await InUseAsync(db, ct);
        if (retiring is not null) return null;
        if (current is not { } old) return new VaultKeyNeverMade();
        if (Fault(old) is { } fault) return fault;
        var taken = await NewMasterKey.TakeAsync(db, keys, settings, clock.GetUtcNow(), ct);
        if (!taken.IsOk) return taken.Problem;
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            old.BeginRetiring();
            await db.SaveChangesAsync(ct);
            db.MasterKeys.Add(taken.Value);
            db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.VaultKeyMade, clock.GetUtcNow(), reference: taken.Value.Id));
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            return null;
        }
        catch (DbUpdateException)
        {
            place.Withdraw(taken.Value.Id);
            return new ChangedMeanwhile();
        }
    }

    // In one statement: between two, another run could begin, and the key it made would be taken for one to be replaced.
    private static async Task<(MasterKey? Retiring, MasterKey? Current)> InUseAsync(PortalDb db, CancellationToken ct)
    {
        var inUse = await db.MasterKeys.Where(key => key.State == MasterKeyState.Retiring || key.State == MasterKeyState.Current).ToListAsync(ct);
        return (inUse.SingleOrDefault(key => key.State == MasterKeyState.Retiring), inUse.SingleOrDefault(key => key.State == MasterKeyState.Current));
    }

    private Problem? Fault(MasterKey key) => VaultProblems.Of(key, keys.FaultOf(key));

    private async Task<(int Rewrapped, int Stuck)> RewrapAsync(MasterKey old, MasterKey current, Action<int> progress, CancellationToken ct)
    {
        var (rewrapped, stuck, last) = (0, 0, Guid.Empty);
        while (true)
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            var batch = await db.OwnerKeys.AsNoTracking().Where(key => key.MasterKeyId == old.Id && key.DestroyedAt == null && key.Id > last)
                .OrderBy(key => key.Id).Take(Batch).ToListAsync(ct);
            if (batch.Count == 0) return (rewrapped, stuck);
            var done = new Dictionary<Guid, byte[]>();
            foreach (var key in batch)
            {
                if (await RewrapAsync(key, current, ct) is { } bytes) done.Add(key.Id, bytes);
                else stuck++;
            }

            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            foreach (var (id, bytes) in done)
            {
                // One that was destroyed, or wrapped anew by another run, stays as it is.
                rewrapped += await db.OwnerKeys.Where(key => key.Id == id && key.MasterKeyId == old.Id && key.DestroyedAt == null).ExecuteUpdateAsync(
                    set => set.SetProperty(key => key.MasterKeyId, current.Id).SetProperty(key => key.WrappedKey, bytes), ct);
            }
            await transaction.CommitAsync(ct);
            last = batch[^1].Id;
            progress(rewrapped);
        }
    }

    private async Task<byte[]?> RewrapAsync(OwnerKey key, MasterKey current, CancellationToken ct)
    {
        try
        {
            return await vault.RewrapAsync(key, current, ct);
        }
        catch (VaultDamagedException)
        {
            return null;
        }
    }

    private async Task RetireAsync(PortalDb db, MasterKey old, Actor who, CancellationToken ct)
    {
        old.Retire(clock.GetUtcNow());
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.VaultKeyRetired, clock.GetUtcNow(), reference: old.Id));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another run was as far, and retired it.
        }
    }
}
