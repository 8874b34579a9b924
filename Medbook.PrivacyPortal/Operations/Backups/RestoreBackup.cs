using System.Globalization;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Backup;
using Medbook.PrivacyPortal.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations.Ledger;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Backups;

/// <summary>What a restore did.</summary>
/// <param name="Manifest">The backup.</param>
/// <param name="Files">Files of the vault that are back.</param>
/// <param name="Destroyed">Records that were destroyed since the backup and are destroyed again.</param>
public sealed record RestoreReport(BackupManifest Manifest, int Files, int Destroyed);

/// <summary>
/// Puts a backup in the place of the portal's data and destroys again what the ledger says was destroyed since. A mark lies there
/// until that is done: the portal does not serve before, also where the restore was killed. It looks at everything it needs before it
/// touches anything.
/// </summary>
/// <remarks>Rule D4; GDPR 17, 32(1)(c).</remarks>
public sealed class RestoreBackup(
    Guard guard, BackupShelf shelf, IDatabaseBackup database, PortalSchema schema, VaultArchive archive, FileVault vault, DestructionLedger ledger,
    LedgerKey ledgerKey, IEnumerable<ILedgerReplay> replays, RestoreMark mark, IDbContextFactory<PortalDb> dbs, PortalSettings settings, TimeProvider clock)
{
    /// <param name="who">Who acts.</param>
    /// <param name="name">Name of the backup; null for the newest that is whole.</param>
    /// <param name="force">Whether what is there is replaced.</param>
    /// <param name="progress">Takes what is being done.</param>
    /// <exception cref="BackupException">An archive does not open, or does not fit.</exception>
    /// <exception cref="LedgerException">The ledger cannot be read.</exception>
    public async Task<Result<RestoreReport>> RunAsync(Actor who, string? name, bool force, Action<string> progress, CancellationToken ct)
    {
        if (guard.Check(who, Permission.RestoreBackup) is { } denied) return denied;
        if (!shelf.IsSet) return new BackupFolderMissing();
        using var held = shelf.TryHold();
        if (held is null) return new BackupsBusy();
        progress("looking at the ledger and the backup");
        var chosen = await ChooseAsync(name, ct);
        if (!chosen.IsOk) return chosen.Problem;
        if (await InTheWayAsync(force, ct) is { } problem) return problem;

        mark.Set(chosen.Value.Name);
        var replayed = await RestoreDatabaseAsync(chosen.Value, progress, ct);
        if (!replayed.IsOk) return replayed.Problem;
        progress("restoring the files");
        var files = await RestoreFilesAsync(chosen.Value, progress, ct);
        await RecordAsync(who, chosen.Value, replayed.Value, ct);
        mark.Clear();
        return new RestoreReport(chosen.Value, files, replayed.Value);
    }

    private async Task<Result<BackupManifest>> ChooseAsync(string? name, CancellationToken ct)
    {
        if (!ledgerKey.IsThere) return new LedgerKeyGone();
        if (LedgerProblems.Of(ledger.Verify()) is { } broken) return broken;
        var all = shelf.List();
        var backup = name is null ? all.FirstOrDefault(b => b.Manifest is not null) ?? all.FirstOrDefault() : all.FirstOrDefault(b => b.Name == name);
        if (backup is null) return new BackupNotFound();
        if (backup.Manifest is not { } manifest || !await shelf.Open(manifest).IsWholeAsync(manifest, ct)) return new BackupNotWhole(backup.Name);
        if (manifest.Provider != settings.Provider) return new BackupOfOtherProvider(manifest.Provider);
        if (!await schema.KnowsAsync(manifest.Schema, ct)) return new BackupOfNewerVersion();
        return ledger.Has(manifest.Ledger) ? manifest : new LedgerTooOld();
    }

    private async Task<Problem?> InTheWayAsync(bool force, CancellationToken ct)
    {
        var isEmpty = await database.IsEmptyAsync(ct) && !vault.StoredIds().Any();
        if (!isEmpty && !force) return new RestoreTargetNotEmpty();
        return !isEmpty && await database.IsInUseAsync(ct) ? new RestoreTargetInUse() : null;
    }

    /// <returns>How many records were destroyed again.</returns>
    private async Task<Result<int>> RestoreDatabaseAsync(BackupManifest manifest, Action<string> progress, CancellationToken ct)
    {
        progress("restoring the database");
        using (var scratch = BackupScratch.Make(settings))
        {
            var rows = await database.RestoreAsync(MakeBackup.ArchivesOf(shelf.Open(manifest)), scratch.Folder, ct);
            if (!rows.SequenceEqual(manifest.Rows)) throw new BackupException("The restored database does not have the rows of its backup.");
        }
        await schema.MigrateAsync(ct);
        progress("replaying the ledger");
        return await ReplayAsync(manifest.At - DestructionLedger.Overlap, ct);
    }

    // Only what was restored can have come back: the portal's own tables and the vault. Other sources are restored by others.
    private async Task<Result<int>> ReplayAsync(DateTimeOffset since, CancellationToken ct)
    {
        var destroyed = 0;
        foreach (var source in new[] { Destruction.Vault, Map.PortalSource })
        {
            var replay = replays.FirstOrDefault(replay => replay.Sources.Contains(source));
            if (replay is null && ledger.Count(since).All(count => count.Source != source)) continue;
            if (replay is null) return new LedgerNotReplayed(source);
            var replayed = await LedgerReplaying.RunAsync(replay, source, ledger, since, ct);
            if (!replayed.IsOk) return replayed.Problem;
            if (replayed.Value.Left > 0) return new LedgerNotReplayed(source);
            destroyed += replayed.Value.Destroyed;
        }
        return destroyed;
    }

    private async Task<int> RestoreFilesAsync(BackupManifest manifest, Action<string> progress, CancellationToken ct)
    {
        HashSet<Guid> living;
        await using (var db = await dbs.CreateDbContextAsync(ct))
        {
            living = [.. await db.VaultFiles.Where(file => file.State == VaultFileState.Ready && file.WrappedKey != null
                && db.OwnerKeys.Any(key => key.Id == file.OwnerKeyId && key.WrappedKey != null)).Select(file => file.Id).ToListAsync(ct)];
        }
        foreach (var id in vault.StoredIds().OfType<Guid>().ToList()) vault.DeleteBytes(id);
        await using var stored = shelf.Open(manifest).OpenRead(BackupPart.Files);
        return await archive.RestoreAsync(stored, living.Contains, done => progress($"{done} of {living.Count} files restored"), ct);
    }

    private async Task RecordAsync(Actor who, BackupManifest manifest, int destroyed, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        db.AuditEntries.Add(AuditEntry.Of(
            who, AuditAction.BackupRestored, clock.GetUtcNow(), reference: manifest.Name, detail: destroyed.ToString(CultureInfo.InvariantCulture)));
        await db.SaveChangesAsync(ct);
    }
}
