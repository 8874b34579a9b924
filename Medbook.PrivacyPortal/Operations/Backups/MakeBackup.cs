using System.Globalization;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Backup;
using Medbook.PrivacyPortal.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Backups;

/// <summary>What a backup became.</summary>
/// <param name="Manifest">What it holds and until when.</param>
/// <param name="Removed">Backups whose time was over, or that were never finished, and that are gone.</param>
/// <param name="Missing">Files of the vault whose bytes are missing although the portal needs them.</param>
/// <param name="Keys">Key files that were copied; null where none was asked for.</param>
public sealed record BackupMade(BackupManifest Manifest, IReadOnlyList<string> Removed, int Missing, IReadOnlyList<string>? Keys);

/// <summary>
/// Makes a backup while the portal serves: the database as it is at one moment, the vault's wrapped keys apart from it, and the
/// vault's files. It is a backup only once it was restored into a scratch place and found to be the same. Backups whose time is over
/// go first, whatever becomes of the new one: a certificate of erasure has named their last day.
/// </summary>
public sealed class MakeBackup(
    Guard guard, BackupShelf shelf, IDatabaseBackup database, VaultArchive vault, KeyCopy keys, DestructionLedger ledger,
    IDbContextFactory<PortalDb> dbs, PortalSettings settings, TimeProvider clock)
{
    /// <param name="who">Who acts.</param>
    /// <param name="keysTo">Where a copy of the keys is put, apart from the backup; null for none.</param>
    /// <param name="progress">Takes what is being done.</param>
    /// <exception cref="BackupException">It cannot be made; nothing of it stays.</exception>
    /// <exception cref="LedgerException">The ledger is not sound: a backup could not say where it stands.</exception>
    public async Task<Result<BackupMade>> RunAsync(Actor who, string? keysTo, Action<string> progress, CancellationToken ct)
    {
        if (guard.Check(who, Permission.MakeBackup) is { } denied) return denied;
        if (!shelf.IsSet) return new BackupFolderMissing();
        if (keysTo is not null && keys.IsBesideBackups(keysTo)) return new KeysBesideBackups();
        using var held = shelf.TryHold();
        if (held is null) return new BackupsBusy();

        var removed = await RemoveEndedAsync(who, ct);
        ledger.MakeKey();
        var (manifest, absent) = await MakeAsync(progress, ct);
        var missing = await CountNeededAsync(absent, ct);
        var copied = keysTo is null ? null : keys.Make(keysTo, $"keys-{manifest.Name}");
        await RecordAsync(AuditEntry.Of(who, AuditAction.BackupMade, clock.GetUtcNow(), reference: manifest.Name, detail: manifest.IsVerified ? "verified" : "read"), ct);
        if (copied is not null) await RecordAsync(AuditEntry.Of(who, AuditAction.KeysCopied, clock.GetUtcNow(), reference: manifest.Name, detail: Number(copied.Count)), ct);
        return new BackupMade(manifest, removed, missing, copied);
    }

    private async Task<(BackupManifest Manifest, IReadOnlyList<Guid> Absent)> MakeAsync(Action<string> progress, CancellationToken ct)
    {
        var folder = shelf.Begin(clock.GetUtcNow());
        var isWhole = false;
        try
        {
            using var scratch = BackupScratch.Make(settings);
            // The ledger first: a destruction that is not in it by now may still be in the snapshot.
            var (now, place) = (clock.GetUtcNow(), ledger.End());
            IReadOnlyList<Guid> absent = [];
            BackupManifest draft;
            progress("reading the database");
            await using (var snapshot = await database.TakeAsync(scratch.Folder, ct))
            {
                var stored = await folder.WriteAsync(BackupPart.Database, to => snapshot.WriteDatabaseAsync(to, ct), ct);
                var wrapped = await folder.WriteAsync(BackupPart.WrappedKeys, to => snapshot.WriteWrappedKeysAsync(to, ct), ct);
                var files = await folder.WriteAsync(BackupPart.Files, async to => absent = await vault.WriteAsync(
                    to, snapshot.Files, done => progress($"{done} of {snapshot.Files.Count} files written"), ct), ct);
                draft = new BackupManifest
                {
                    Name = folder.Name, Id = folder.Id, At = now, KeepUntil = now + settings.Backups.Keep, Provider = settings.Provider, Schema = snapshot.Schema,
                    Archives = [stored, wrapped, files], Rows = snapshot.Rows, Files = snapshot.Files.Count - absent.Count, Ledger = place, IsVerified = false,
                };
            }
            progress("restoring it into a scratch place");
            var manifest = folder.Finish(draft with { IsVerified = await TryOutAsync(folder, draft, scratch.Folder, ct) });
            isWhole = true;
            return (manifest, absent);
        }
        finally
        {
            if (!isWhole) shelf.Remove(folder.Name);
        }
    }

    /// <returns>Whether it was restored; false where it could only be read whole.</returns>
    private async Task<bool> TryOutAsync(BackupFolder folder, BackupManifest draft, string scratch, CancellationToken ct)
    {
        await using (var files = folder.OpenRead(BackupPart.Files))
        {
            if (await VaultArchive.CountAsync(files, ct) != draft.Files) throw new BackupException("The archive of the vault's files does not hold what was written.");
        }
        var rows = await database.TryOutAsync(ArchivesOf(folder), scratch, ct);
        if (rows is not null && !rows.SequenceEqual(draft.Rows)) throw new BackupException("The restored database does not have the rows that were backed up.");
        if (rows is null && !await folder.IsWholeAsync(draft, ct)) throw new BackupException("An archive is not what was written.");
        return rows is not null;
    }

    // Gone since the snapshot because it was destroyed: as it should be. Needed still: the vault has lost it.
    private async Task<int> CountNeededAsync(IReadOnlyList<Guid> absent, CancellationToken ct)
    {
        if (absent.Count == 0) return 0;
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.VaultFiles.CountAsync(file => absent.Contains(file.Id) && file.State == VaultFileState.Ready
            && db.OwnerKeys.Any(key => key.Id == file.OwnerKeyId && key.DestroyedAt == null), ct);
    }

    private async Task<IReadOnlyList<string>> RemoveEndedAsync(Actor who, CancellationToken ct)
    {
        var ended = shelf.List().Where(backup => backup.State == BackupState.Unfinished || backup.KeepUntil <= clock.GetUtcNow()).ToList();
        foreach (var backup in ended)
        {
            shelf.Remove(backup.Name);
            await RecordAsync(AuditEntry.Of(who, AuditAction.BackupRemoved, clock.GetUtcNow(), reference: backup.Name, detail: $"{backup.State}"), ct);
        }
        return [.. ended.Select(backup => backup.Name)];
    }

    private async Task RecordAsync(AuditEntry entry, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        db.AuditEntries.Add(entry);
        await db.SaveChangesAsync(ct);
    }

    internal static DatabaseArchives ArchivesOf(BackupFolder folder) =>
        new(() => folder.OpenRead(BackupPart.Database), () => folder.OpenRead(BackupPart.WrappedKeys));

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
