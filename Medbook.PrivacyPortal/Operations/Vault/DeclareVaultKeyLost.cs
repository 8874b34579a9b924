using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Vault;

/// <summary>What went with a lost master key.</summary>
/// <param name="NewKey">The key that wraps from now on.</param>
/// <param name="Files">Files that this run destroyed.</param>
/// <param name="Told">People that this run wrote to.</param>
public sealed record VaultLoss(string NewKey, int Files, int Told);

/// <summary>
/// An operator says that nobody has a master key any more. What it wrapped is destroyed, whoever had files is told by mail
/// once, and a new key takes its place. Requests and choices do not lie in the vault and stay. A run that was interrupted
/// goes on where it stood: each person's keys, copies and mail go in one transaction.
/// </summary>
/// <remarks>GDPR 33, 34: whether this is a breach to be notified, a human decides.</remarks>
public sealed class DeclareVaultKeyLost(
    Guard guard, IDbContextFactory<PortalDb> dbs, MasterKeys keys, MasterKeyPlace place, PortalSettings settings, TimeProvider clock)
{
    private const int Batch = 50;

    /// <param name="who">Who acts.</param>
    /// <param name="keyId">The key that is lost.</param>
    /// <param name="progress">Takes how many files are destroyed, after each batch.</param>
    public async Task<Result<VaultLoss>> RunAsync(Actor who, string keyId, Action<int> progress, CancellationToken ct)
    {
        if (guard.Check(who, Permission.DeclareVaultKeyLost) is { } denied) return denied;
        if (await BeginAsync(who, keyId, ct) is { } problem) return problem;

        var (files, told) = (0, 0);
        while (await DestroyBatchAsync(who, keyId, ct) is { Owners: > 0 } batch)
        {
            (files, told) = (files + batch.Files, told + batch.Told);
            progress(files);
        }
        await using var db = await dbs.CreateDbContextAsync(ct);
        var current = await db.MasterKeys.Where(key => key.State == MasterKeyState.Current).Select(key => key.Id).SingleAsync(ct);
        return new VaultLoss(current, files, told);
    }

    private async Task<Problem?> BeginAsync(Actor who, string keyId, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.MasterKeys.SingleOrDefaultAsync(key => key.Id == keyId, ct) is not { } lost) return new VaultKeyUnknown(keyId);
        if (lost.State == MasterKeyState.Lost) return null;
        if (lost.State == MasterKeyState.Retired) return new VaultKeyNotNeeded(keyId);
        MasterKey? next = null;
        if (lost.State == MasterKeyState.Current)
        {
            var taken = await NewMasterKey.TakeAsync(db, keys, settings, clock.GetUtcNow(), ct);
            if (!taken.IsOk) return taken.Problem;
            next = taken.Value;
        }
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            lost.Lose(clock.GetUtcNow());
            db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.VaultKeyLost, clock.GetUtcNow(), reference: lost.Id));
            await db.SaveChangesAsync(ct);
            await RetireSigningKeyAsync(db, lost, ct);
            if (next is not null)
            {
                db.MasterKeys.Add(next);
                db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.VaultKeyMade, clock.GetUtcNow(), reference: next.Id));
                await db.SaveChangesAsync(ct);
            }
            await transaction.CommitAsync(ct);
            return null;
        }
        catch (DbUpdateException)
        {
            if (next is not null) place.Withdraw(next.Id);
            return new ChangedMeanwhile();
        }
    }

    // What it signed stays good: that is checked with the public half. The next copy makes a new one.
    private async Task RetireSigningKeyAsync(PortalDb db, MasterKey lost, CancellationToken ct) =>
        await db.SigningKeys.Where(key => key.MasterKeyId == lost.Id && key.State == SigningKeyState.Current).ExecuteUpdateAsync(
            set => set.SetProperty(key => key.State, SigningKeyState.Retired)
                .SetProperty(key => key.RetiredAt, clock.GetUtcNow()).SetProperty(key => key.WrappedPrivate, (byte[]?)null), ct);

    private async Task<(int Owners, int Files, int Told)> DestroyBatchAsync(Actor who, string keyId, CancellationToken ct)
    {
        while (true)
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            var owners = await db.OwnerKeys.Where(key => key.MasterKeyId == keyId && key.DestroyedAt == null)
                .OrderBy(key => key.Id).Take(Batch).ToListAsync(ct);
            var (files, told) = (0, 0);
            foreach (var owner in owners)
            {
                var destroyed = await DestroyAsync(db, who, owner, ct);
                files += destroyed;
                if (destroyed > 0 && await TellAsync(db, owner, ct)) told++;
            }
            try
            {
                await db.SaveChangesAsync(ct);
                return (owners.Count, files, told);
            }
            catch (DbUpdateConcurrencyException)
            {
                // The portal serves: somebody threw a file away, or another run was first. Nothing of this batch was kept.
            }
        }
    }

    /// <returns>How many whole files went; one that was being written is begun anew by whoever writes it.</returns>
    private async Task<int> DestroyAsync(PortalDb db, Actor who, OwnerKey owner, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var files = await OwnerFiles.DestroyAsync(db, owner, now, ct);
        var whole = files.Where(file => file.WasReady).Select(file => (Guid?)file.Id).ToList();
        if (whole.Count == 0) return 0;
        foreach (var copy in await db.Copies.Where(copy => copy.State == CopyState.Ready && whole.Contains(copy.FileId)).ToListAsync(ct)) copy.Lose(now);
        db.AuditEntries.Add(AuditEntry.Of(
            who, AuditAction.FilesLost, now, new SubjectKey(owner.Owner), owner.MasterKeyId, whole.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return whole.Count;
    }

    private async Task<bool> TellAsync(PortalDb db, OwnerKey owner, CancellationToken ct)
    {
        if (await VaultMails.LostAsync(db, new SubjectKey(owner.Owner), settings, clock.GetUtcNow(), ct) is not { } mail) return false;
        db.OutgoingMails.Add(mail);
        return true;
    }
}
