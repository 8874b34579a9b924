using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using PortalVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Tests.Operations.Vault;

public abstract class InitVaultTests(Provider provider) : OperationTests(provider)
{
    [Fact]
    public async Task The_first_key_is_a_file_that_only_the_portals_user_reads_and_the_database_knows_its_id_and_check_value()
    {
        var made = await Get<InitVault>().RunAsync(TestActors.Operator(), None);

        Assert.True(made.IsOk);
        var row = await ReadAsync(db => db.MasterKeys.SingleAsync());
        Assert.Equal((made.Value, MasterKeyState.Current, Now), (row.Id, row.State, row.MadeAt));
        var file = Path.Combine(Database.Folder + "-keys", "vault", row.Id + ".key");
        Assert.Equal(32, Convert.FromBase64String(await File.ReadAllTextAsync(file)).Length);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Null(Get<MasterKeys>().FaultOf(row));
        Assert.Equal(row.Id, await ReadAsync(db => db.AuditEntries.Where(e => e.Action == AuditAction.VaultKeyMade).Select(e => e.Reference).SingleAsync()));
    }

    [Fact]
    public async Task A_second_key_is_refused_and_its_file_is_not_left_behind()
    {
        var first = await Get<InitVault>().RunAsync(TestActors.Operator(), None);
        Assert.Equal(new VaultKeyExists(first.Value!), (await Get<InitVault>().RunAsync(TestActors.Operator(), None)).Problem);
        Assert.Single(Directory.GetFiles(Path.Combine(Database.Folder + "-keys", "vault")));
    }

    [Fact]
    public async Task Of_several_that_make_the_first_key_at_once_one_does()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Get<InitVault>().RunAsync(Actor.Portal, None))));

        var made = Assert.Single(all, result => result.IsOk);
        Assert.All(all.Where(result => !result.IsOk), result => Assert.Equal(new VaultKeyExists(made.Value!), result.Problem));
        Assert.Equal($"{made.Value}.key", Path.GetFileName(Assert.Single(Directory.GetFiles(Path.Combine(Database.Folder + "-keys", "vault")))));
    }

    [Fact]
    public async Task Nobody_but_the_operator_and_the_portal_makes_one() =>
        Assert.IsType<NotPermitted>((await Get<InitVault>().RunAsync(TestActors.Administrator(), None)).Problem);

    [Fact]
    public async Task Files_are_read_with_the_rows_of_the_database_and_an_owner_gets_one_key_however_many_ask_at_once()
    {
        await Get<InitVault>().RunAsync(Actor.Portal, None);
        var (vault, owner) = (Get<PortalVault>(), Guid.NewGuid());

        var files = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => vault.NewFileAsync(owner, None))));

        Assert.Single(await ReadAsync(db => db.OwnerKeys.ToListAsync()));
        await using (var db = await OpenAsync())
        {
            db.VaultFiles.AddRange(files);
            await db.SaveChangesAsync();
            await using var writer = await vault.OpenWriteAsync(files[0], None);
            await writer.WriteAsync("kept"u8.ToArray());
            files[0].Complete(await writer.CompleteAsync(None));
            await db.SaveChangesAsync();
        }
        var stored = await ReadAsync(db => db.VaultFiles.SingleAsync(file => file.Id == files[0].Id));
        Assert.True(await vault.VerifyAsync(stored, None));
    }

    [Fact]
    public async Task A_file_that_was_destroyed_meanwhile_is_not_completed()
    {
        await Get<InitVault>().RunAsync(Actor.Portal, None);
        var file = await Get<PortalVault>().NewFileAsync(Guid.NewGuid(), None);
        await using var db = await OpenAsync();
        db.VaultFiles.Add(file);
        await db.SaveChangesAsync();
        await using (var other = await OpenAsync())
        {
            (await other.VaultFiles.SingleAsync()).Destroy(Now);
            await other.SaveChangesAsync();
        }

        file.Complete(0);
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());
        Assert.Null(await ReadAsync(other => other.VaultFiles.Select(f => f.WrappedKey).SingleAsync()));
    }

    public sealed class OnSqlite() : InitVaultTests(Provider.Sqlite);
    public sealed class OnPostgreSql() : InitVaultTests(Provider.PostgreSql);
}
