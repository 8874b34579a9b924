using System.Text;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Backup;
using Medbook.PrivacyPortal.Operations.Backups;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Backups;

public abstract class MakeBackupTests(Provider provider) : BackupTests(provider)
{
    [Fact]
    public async Task A_backup_says_what_it_holds_and_until_when_and_was_restored_before_it_counts()
    {
        await AddPersonAsync();
        await AddFileAsync(Guid.NewGuid());

        var made = await MakeAsync();

        var manifest = made.Manifest;
        Assert.True(manifest.IsVerified);
        Assert.Equal((1, 0, Now, Now.AddDays(30)), (manifest.Files, made.Missing, manifest.At, manifest.KeepUntil));
        Assert.Equal((1L, 1L), (manifest.Rows["Subjects"], manifest.Rows["OwnerKeys"]));
        Assert.Equal(Enum.GetValues<BackupPart>(), manifest.Archives.Select(archive => archive.Part));
        var listed = Assert.Single((await Get<ListBackups>().RunAsync(TestActors.Operator(), None)).Value!);
        Assert.Equal((manifest.Name, BackupState.Verified, Now.AddDays(30)), (listed.Name, listed.State, listed.KeepUntil));
        var entry = await ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.BackupMade));
        Assert.Equal((manifest.Name, "verified", Role.Operator), (entry.Reference, entry.Detail, entry.ActorRole));
        Assert.False(Directory.Exists(Path.Combine(Database.Folder, "backup-scratch")));
    }

    [Fact]
    public async Task Nothing_is_in_clear_and_no_archive_alone_has_files_and_their_keys()
    {
        await AddPersonAsync("canary@example.org");
        var file = await AddFileAsync(Guid.NewGuid(), "canary in a file");
        var (wrapped, owner) = (file.WrappedKey!, await ReadAsync(db => db.OwnerKeys.Select(key => key.WrappedKey!).SingleAsync()));

        var manifest = (await MakeAsync()).Manifest;

        foreach (var path in Directory.GetFiles(BackupRoot, "*", SearchOption.AllDirectories)) Assert.Equal(-1, (await File.ReadAllBytesAsync(path)).AsSpan().IndexOf("canary"u8));
        var folder = Get<BackupShelf>().Open(manifest);
        var bytes = await File.ReadAllBytesAsync(PathOf(file));
        foreach (var part in Enum.GetValues<BackupPart>())
        {
            var clear = await ClearAsync(folder, part);
            Assert.Equal(part == BackupPart.WrappedKeys, Holds(clear, wrapped));
            Assert.Equal(part == BackupPart.WrappedKeys, Holds(clear, owner));
            Assert.Equal(part == BackupPart.Files, clear.AsSpan().IndexOf(bytes) >= 0);
        }
    }

    [Fact]
    public async Task A_backup_is_taken_while_others_write_and_holds_together()
    {
        using var stop = new CancellationTokenSource();
        var wrote = 0;
        var writing = Task.Run(async () =>
        {
            for (; !stop.IsCancellationRequested; wrote++)
            {
                await AddPersonAsync($"person{wrote}@example.org");
                await AddFileAsync(Guid.NewGuid());
            }
        });
        await Waiting.UntilAsync(() => Task.FromResult(wrote > 2));
        var manifest = (await MakeAsync()).Manifest;
        await stop.CancelAsync();
        await writing;

        Assert.True(manifest.IsVerified);
        Assert.Equal(manifest.Rows["AspNetUsers"], manifest.Rows["Subjects"]);
        Assert.InRange(manifest.Rows["Subjects"], 2, wrote);
    }

    [Fact]
    public async Task What_is_over_or_was_never_finished_goes_and_the_rest_stays()
    {
        var first = (await MakeAsync()).Manifest.Name;
        Clock.Advance(TimeSpan.FromDays(29));
        var second = (await MakeAsync()).Manifest.Name;
        var unfinished = Path.Combine(BackupRoot, "2026-03-20T10-00-00Z-0000");
        Directory.CreateDirectory(unfinished);
        await File.WriteAllTextAsync(Path.Combine(unfinished, "database.bak"), "half");
        Clock.Advance(TimeSpan.FromDays(1));

        var made = await MakeAsync();

        Assert.Equal([Path.GetFileName(unfinished), first], made.Removed);
        Assert.Equal([made.Manifest.Name, second], (await Get<ListBackups>().RunAsync(TestActors.Operator(), None)).Value!.Select(backup => backup.Name));
        Assert.Equal(2, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.BackupRemoved)));
        Assert.False(Directory.Exists(unfinished));
    }

    [Fact]
    public async Task Keys_are_copied_apart_and_only_there()
    {
        var safe = TestFolders.Create("safe");

        var made = await MakeAsync(safe);

        Assert.Equal(["backup.key", "ledger.key", $"vault/{FirstKey}.key"], made.Keys);
        var copied = Path.Combine(safe, $"keys-{made.Manifest.Name}");
        foreach (var key in made.Keys!) Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(Database.Folder + "-keys", key)), await File.ReadAllBytesAsync(Path.Combine(copied, key)));
        Assert.Equal("3", await ReadAsync(db => db.AuditEntries.Where(e => e.Action == AuditAction.KeysCopied).Select(e => e.Detail).SingleAsync()));
        TestFolders.Delete(safe);

        var refused = await Get<MakeBackup>().RunAsync(TestActors.Operator(), Path.Combine(BackupRoot, "keys"), _ => { }, None);
        Assert.IsType<KeysBesideBackups>(refused.Problem);
    }

    [Fact]
    public async Task Files_that_the_vault_has_lost_are_said()
    {
        File.Delete(PathOf(await AddFileAsync(Guid.NewGuid())));
        await AddFileAsync(Guid.NewGuid());

        var made = await MakeAsync();

        Assert.Equal((1, 1, true), (made.Missing, made.Manifest.Files, made.Manifest.IsVerified));
    }

    [Fact]
    public async Task One_at_a_time_makes_a_backup_and_without_a_folder_nobody_does()
    {
        using (Get<BackupShelf>().TryHold())
        {
            Assert.IsType<BackupsBusy>((await Get<MakeBackup>().RunAsync(TestActors.Operator(), null, _ => { }, None)).Problem);
        }
        var bare = Portal([]);
        Assert.IsType<BackupFolderMissing>((await RunAsync<MakeBackup, Medbook.PrivacyPortal.Domain.Result<BackupMade>>(
            bare, make => make.RunAsync(TestActors.Operator(), null, _ => { }, None))).Problem);
        Assert.IsType<NotPermitted>((await Get<MakeBackup>().RunAsync(TestActors.Administrator(), null, _ => { }, None)).Problem);
    }

    [Theory]
    [InlineData("manifest.json")]
    [InlineData("files.bak")]
    public async Task A_backup_that_somebody_changed_is_no_backup(string name)
    {
        var manifest = (await MakeAsync()).Manifest;
        var path = Path.Combine(FolderOf(manifest), name);
        var text = await File.ReadAllTextAsync(path, Encoding.Latin1);
        await File.WriteAllTextAsync(path, name == "manifest.json" ? text.Replace("2026-04", "2027-04", StringComparison.Ordinal) : text + "x", Encoding.Latin1);

        Assert.Equal(BackupState.Damaged, Assert.Single((await Get<ListBackups>().RunAsync(TestActors.Operator(), None)).Value!).State);
    }

    // In PostgreSQL's own form bytes are hexadecimal digits, in pieces that are compressed: it is read as the text it stands for.
    private bool Holds(byte[] clear, byte[] key) => clear.AsSpan().IndexOf(key) >= 0
        || clear.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(key))) >= 0;

    private async Task<byte[]> ClearAsync(BackupFolder folder, BackupPart part)
    {
        await using var stream = folder.OpenRead(part);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return Database.Provider == Provider.PostgreSql && part != BackupPart.Files ? await DumpText.ReadAsync(bytes.ToArray()) : bytes.ToArray();
    }

    public sealed class OnSqlite() : MakeBackupTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : MakeBackupTests(Provider.PostgreSql)
    {
        [Fact]
        public async Task Where_the_user_may_create_no_database_the_backup_is_read_and_says_so()
        {
            await using (var db = await OpenAsync())
            {
                await db.Database.ExecuteSqlRawAsync("""
                    DO $$ BEGIN CREATE ROLE plain LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
                    GRANT ALL ON ALL TABLES IN SCHEMA public TO plain; GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO plain;
                    """);
            }
            var plain = Portal([.. MoreSettings, new("ConnectionStrings:Portal", Database.ConnectionString.Replace("Username=portal", "Username=plain", StringComparison.Ordinal) + ";Pooling=False")]);

            var made = await RunAsync<MakeBackup, Medbook.PrivacyPortal.Domain.Result<BackupMade>>(plain, make => make.RunAsync(TestActors.Operator(), null, _ => { }, None));

            Assert.True(made.IsOk, made.Problem?.Code);
            Assert.False(made.Value.Manifest.IsVerified);
            Assert.Equal(BackupState.Read, Assert.Single((await Get<ListBackups>().RunAsync(TestActors.Operator(), None)).Value!).State);
        }
    }
}
