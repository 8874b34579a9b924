using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using PortalVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Tests.Operations.Vault;

public abstract class RemoveVaultBytesTests(Provider provider) : VaultOperationTests(provider)
{
    [Fact]
    public async Task The_key_goes_with_the_transaction_and_the_bytes_with_the_job()
    {
        var (kept, gone) = (await AddFileAsync(Guid.NewGuid()), await AddFileAsync(Guid.NewGuid()));
        await DestroyAsync(gone);
        Assert.True(File.Exists(PathOf(gone)));
        await Assert.ThrowsAsync<VaultDestroyedException>(async () => await ReadAsync(await RowAsync(gone)));

        Assert.Equal(1, (await Get<RemoveVaultBytes>().RunAsync(Actor.Portal, None)).Value);

        Assert.False(File.Exists(PathOf(gone)));
        Assert.Equal((null, VaultFileState.Destroyed, Now), await RowAsync(gone) is var row ? (row.WrappedKey, row.State, row.BytesGoneAt) : default);
        Assert.Equal("words of a person", await ReadAsync(kept));
    }

    [Fact]
    public async Task A_second_run_finds_nothing_and_bytes_that_are_gone_already_do_not_matter()
    {
        var file = await AddFileAsync(Guid.NewGuid());
        await DestroyAsync(file);
        File.Delete(PathOf(file));

        Assert.Equal(1, (await Get<RemoveVaultBytes>().RunAsync(Actor.Portal, None)).Value);
        Assert.Equal(0, (await Get<RemoveVaultBytes>().RunAsync(Actor.Portal, None)).Value);
    }

    [Fact]
    public async Task Destruction_that_is_rolled_back_destroys_nothing()
    {
        var file = await AddFileAsync(Guid.NewGuid());
        await using (var db = await OpenAsync())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            (await db.VaultFiles.SingleAsync()).Destroy(Now);
            await db.SaveChangesAsync();
        }

        Assert.Equal(0, (await Get<RemoveVaultBytes>().RunAsync(Actor.Portal, None)).Value);
        Assert.Equal("words of a person", await ReadAsync(await RowAsync(file)));
    }

    [Fact]
    public async Task More_files_than_one_batch_holds_all_go()
    {
        var (vault, owner) = (Get<PortalVault>(), Guid.NewGuid());
        await using (var db = await OpenAsync())
        {
            for (var i = 0; i < 230; i++)
            {
                var file = await vault.NewFileAsync(owner, None);
                file.Destroy(Now);
                db.VaultFiles.Add(file);
            }
            await db.SaveChangesAsync();
        }

        Assert.Equal(230, (await Get<RemoveVaultBytes>().RunAsync(Actor.Portal, None)).Value);
        Assert.Equal(0, await ReadAsync(db => db.VaultFiles.CountAsync(file => file.BytesGoneAt == null)));
    }

    private async Task DestroyAsync(VaultFile file)
    {
        await using var db = await OpenAsync();
        (await db.VaultFiles.SingleAsync(f => f.Id == file.Id)).Destroy(Now);
        await db.SaveChangesAsync();
    }

    public sealed class OnSqlite() : RemoveVaultBytesTests(Provider.Sqlite);
    public sealed class OnPostgreSql() : RemoveVaultBytesTests(Provider.PostgreSql);
}
