using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Infrastructure.Backup;
using Medbook.PrivacyPortal.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations.Backups;
using Medbook.PrivacyPortal.Operations.Ledger;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using PortalVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Tests.Operations.Backups;

public abstract class RestoreBackupTests(Provider provider) : BackupTests(provider)
{
    [Fact]
    public async Task On_a_new_machine_everything_is_back_and_files_open()
    {
        var person = await AddPersonAsync("somebody@example.org");
        var file = await AddFileAsync(Guid.NewGuid(), "words of a person");
        var manifest = (await MakeAsync()).Manifest;
        await AddPersonAsync("later@example.org");

        var machine = await NewMachineAsync();
        var restored = await RestoreAsync(machine);

        Assert.True(restored.IsOk, restored.Problem?.Code);
        Assert.Equal((manifest.Name, 1, 0), (restored.Value.Manifest.Name, restored.Value.Files, restored.Value.Destroyed));
        await using var db = await OpenAsync(machine);
        Assert.Equal(("somebody@example.org", person.Subject), (await db.Users.Select(user => user.Email).SingleAsync(), await db.Subjects.Select(subject => subject.Key).SingleAsync()));
        Assert.Equal("words of a person", await ReadAsync(await db.VaultFiles.SingleAsync(f => f.Id == file.Id), machine));
        Assert.Equal(manifest.Name, await db.AuditEntries.Where(e => e.Action == AuditAction.BackupRestored).Select(e => e.Reference).SingleAsync());
        Assert.False(machine.GetRequiredService<RestoreMark>().IsThere);
        Assert.Equal(SchemaState.Current, await machine.GetRequiredService<PortalSchema>().StateAsync(None));
        await AssertAppendOnlyAsync(db);
    }

    [Fact]
    public async Task A_restored_portal_can_be_backed_up_again()
    {
        await AddPersonAsync();
        await MakeAsync();
        var machine = await NewMachineAsync();
        Assert.True((await RestoreAsync(machine)).IsOk);
        Clock.Advance(TimeSpan.FromHours(1));

        var again = await RunAsync<MakeBackup, Result<BackupMade>>(machine, make => make.RunAsync(TestActors.Operator(), null, _ => { }, None));
        Assert.True(again.IsOk, again.Problem?.Code);
        Assert.True(again.Value.Manifest.IsVerified);
        Assert.True((await RestoreAsync(await NewMachineAsync(), again.Value.Manifest.Name)).IsOk);
    }

    [Fact]
    public async Task What_was_destroyed_since_the_backup_is_destroyed_again_and_its_bytes_do_not_come_back()
    {
        var (gone, single, kept) = (await AddFileAsync(Guid.NewGuid()), await AddFileAsync(Guid.NewGuid()), await AddFileAsync(Guid.NewGuid()));
        await MakeAsync();
        await Get<DestructionLedger>().AppendAsync(
            [Destruction.OfOwnerKeys(Guid.NewGuid(), [gone.OwnerKeyId]), Destruction.OfFileKeys(Guid.NewGuid(), [single.Id])], None);

        var machine = await NewMachineAsync();
        var restored = await RestoreAsync(machine);

        Assert.True(restored.IsOk, restored.Problem?.Code);
        Assert.Equal((1, 2), (restored.Value.Files, restored.Value.Destroyed));
        await using var db = await OpenAsync(machine);
        Assert.Null((await db.OwnerKeys.SingleAsync(key => key.Id == gone.OwnerKeyId)).WrappedKey);
        Assert.Equal([kept.Id], await db.VaultFiles.Where(file => file.State == VaultFileState.Ready).Select(file => file.Id).ToListAsync());
        Assert.All(await db.VaultFiles.Where(file => file.Id != kept.Id).ToListAsync(), file => Assert.Null(file.WrappedKey));
        Assert.Equal([kept.Id], machine.GetRequiredService<PortalVault>().StoredIds());
        Assert.Equal(2, await db.AuditEntries.CountAsync(e => e.Action == AuditAction.LedgerReplayed));
    }

    [Fact]
    public async Task Data_that_is_there_is_replaced_only_by_force()
    {
        await AddPersonAsync("before@example.org");
        var old = await AddFileAsync(Guid.NewGuid());
        var manifest = (await MakeAsync()).Manifest;
        await AddPersonAsync("after@example.org");
        var younger = await AddFileAsync(Guid.NewGuid());

        Assert.IsType<RestoreTargetNotEmpty>((await RestoreAsync(Services)).Problem);
        Assert.Equal(2, await ReadAsync(db => db.Users.CountAsync()));

        Close();
        var restored = await RestoreAsync(Services, manifest.Name, force: true);
        Assert.True(restored.IsOk, restored.Problem?.Code);
        Assert.Equal("before@example.org", await ReadAsync(db => db.Users.Select(user => user.Email).SingleAsync()));
        Assert.Equal("words of a person", await ReadAsync(await RowAsync(old)));
        Assert.False(File.Exists(PathOf(younger)));
    }

    [Fact]
    public async Task Under_a_portal_that_runs_nothing_is_replaced()
    {
        await MakeAsync();
        Close();
        var running = AnotherProcess();
        await using (var db = await OpenAsync(running))
        {
            await db.Database.OpenConnectionAsync();
            await db.Users.CountAsync();
            Assert.IsType<RestoreTargetInUse>((await RestoreAsync(Services, force: true)).Problem);
        }
        await running.DisposeAsync();
        Assert.False(Get<RestoreMark>().IsThere);
    }

    [Fact]
    public async Task Without_the_ledgers_key_nothing_is_touched()
    {
        await MakeAsync();
        File.Delete(Path.Combine(Database.Folder + "-keys", "ledger.key"));
        var machine = await NewMachineAsync();

        Assert.IsType<LedgerKeyGone>((await RestoreAsync(machine)).Problem);
        await AssertUntouchedAsync(machine);
    }

    [Fact]
    public async Task A_ledger_that_was_changed_or_is_older_than_the_backup_is_not_replayed()
    {
        await Get<DestructionLedger>().AppendAsync([new Destruction(Guid.NewGuid(), "crm", "members", ["1"])], None);
        await MakeAsync();
        var (ledger, head) = (Path.Combine(Database.Folder + "-ledger", "ledger.jsonl"), Path.Combine(Database.Folder + "-keys", "ledger.head"));
        var text = await File.ReadAllTextAsync(ledger);
        var machine = await NewMachineAsync();

        await File.WriteAllTextAsync(ledger, text.Replace("members", "nobodys", StringComparison.Ordinal));
        Assert.Equal(new LedgerBroken(1), (await RestoreAsync(machine)).Problem);

        // Another ledger under the same key: one that began anew after it was lost.
        File.Delete(ledger);
        File.Delete(head);
        Assert.IsType<LedgerTooOld>((await RestoreAsync(machine)).Problem);
        await AssertUntouchedAsync(machine);
    }

    [Theory]
    [InlineData("database.bak")]
    [InlineData("wrapped-keys.bak")]
    [InlineData("files.bak")]
    public async Task A_damaged_archive_is_found_before_anything_is_touched(string archive)
    {
        await AddFileAsync(Guid.NewGuid());
        var manifest = (await MakeAsync()).Manifest;
        var path = Path.Combine(FolderOf(manifest), archive);
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
        var machine = await NewMachineAsync();

        Assert.Equal(new BackupNotWhole(manifest.Name), (await RestoreAsync(machine)).Problem);
        await AssertUntouchedAsync(machine);
    }

    [Fact]
    public async Task A_backup_that_is_not_there_or_of_another_version_is_refused()
    {
        Get<DestructionLedger>().MakeKey();
        Assert.IsType<BackupNotFound>((await RestoreAsync(await NewMachineAsync(), "2026-01-01T00-00-00Z-0000")).Problem);
        await using (var db = await OpenAsync())
        {
            await db.Database.ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Future', '99.0.0')");
        }
        await MakeAsync();
        Assert.IsType<BackupOfNewerVersion>((await RestoreAsync(await NewMachineAsync())).Problem);
    }

    [Fact]
    public async Task Where_the_ledger_names_the_portals_tables_and_nobody_replays_them_the_portal_stays_closed()
    {
        await MakeAsync();
        await Get<DestructionLedger>().AppendAsync([new Destruction(Guid.NewGuid(), Map.PortalSource, "account", ["1"])], None);
        var machine = await NewMachineAsync();

        Assert.Equal(new LedgerNotReplayed(Map.PortalSource), (await RestoreAsync(machine)).Problem);
        Assert.True(machine.GetRequiredService<RestoreMark>().IsThere);
    }

    [Fact]
    public async Task Lines_of_long_before_the_backup_name_nothing_in_the_portals_tables()
    {
        await Get<DestructionLedger>().AppendAsync([new Destruction(Guid.NewGuid(), Map.PortalSource, "account", ["1"])], None);
        Clock.Advance(TimeSpan.FromDays(2));
        await MakeAsync();

        var restored = await RestoreAsync(await NewMachineAsync());
        Assert.True(restored.IsOk, restored.Problem?.Code);
    }

    private static async Task<PortalDb> OpenAsync(IServiceProvider machine) =>
        await machine.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();

    private static async Task AssertUntouchedAsync(IServiceProvider machine)
    {
        Assert.False(machine.GetRequiredService<RestoreMark>().IsThere);
        Assert.True(await machine.GetRequiredService<IDatabaseBackup>().IsEmptyAsync(None));
        Assert.Empty(machine.GetRequiredService<PortalVault>().StoredIds());
    }

    // What stands beside the tables came back, too.
    private static async Task AssertAppendOnlyAsync(PortalDb db)
    {
        var fault = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlRawAsync("DELETE FROM \"AuditEntries\""));
        Assert.NotNull(fault);
    }

    public sealed class OnSqlite() : RestoreBackupTests(Provider.Sqlite);
    public sealed class OnPostgreSql() : RestoreBackupTests(Provider.PostgreSql);
}
