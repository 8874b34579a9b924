using System.Collections.Concurrent;
using System.Security.Cryptography;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using PortalVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Tests.Operations.Vault;

public abstract class RotateVaultKeyTests(Provider provider) : VaultOperationTests(provider)
{
    [Fact]
    public async Task Every_owners_key_is_wrapped_anew_and_the_old_key_can_be_destroyed()
    {
        var files = new[] { await AddFileAsync(Guid.NewGuid()), await AddFileAsync(Guid.NewGuid()) };

        var rotation = (await RotateAsync()).Value!;

        Assert.Equal((FirstKey, 2, 0), (rotation.Old, rotation.Rewrapped, rotation.Stuck));
        var rows = await ReadAsync(db => db.MasterKeys.ToDictionaryAsync(key => key.Id));
        Assert.Equal(MasterKeyState.Retired, rows[FirstKey].State);
        Assert.Equal(MasterKeyState.Current, rows[rotation.New].State);
        File.Delete(Path.Combine(KeyFolder, FirstKey + ".key"));
        await using var later = AnotherProcess();
        foreach (var file in files) Assert.Equal("words of a person", await ReadAsync(file, later));
        Assert.True((await Get<CheckVaultKeys>().RunAsync(TestActors.Operator(), None)).IsOk);
        Assert.Equal([FirstKey], await ReadAsync(db => db.AuditEntries.Where(e => e.Action == AuditAction.VaultKeyRetired).Select(e => e.Reference).ToListAsync()));
    }

    [Fact]
    public async Task A_rotation_that_was_interrupted_goes_on_where_it_stood_with_the_same_new_key()
    {
        var owners = await AddOwnersAsync(250);

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Get<RotateVaultKey>().RunAsync(TestActors.Operator(), _ => throw new InvalidOperationException("killed"), None));
        var (done, left) = (await CountAsync(key => key.MasterKeyId != FirstKey), await CountAsync(key => key.MasterKeyId == FirstKey));
        Assert.InRange(done, 1, 249);
        Assert.Equal(250, done + left);
        Assert.Equal(2, await ReadAsync(db => db.MasterKeys.CountAsync()));

        var rotation = (await RotateAsync()).Value!;
        Assert.Equal((FirstKey, left, 0), (rotation.Old, rotation.Rewrapped, rotation.Stuck));
        Assert.Equal(2, await ReadAsync(db => db.MasterKeys.CountAsync()));
        Assert.Equal(0, await CountAsync(key => key.MasterKeyId == FirstKey));
        await using var later = AnotherProcess();
        await Assert.ThrowsAsync<VaultBytesMissingException>(() => ReadAsync(owners[17], later));
    }

    [Fact]
    public async Task A_portal_that_serves_reads_and_writes_all_through_several_rotations()
    {
        await AddOwnersAsync(120);
        await using var portal = AnotherProcess();
        using var stop = new CancellationTokenSource();
        var written = new ConcurrentBag<VaultFile>();
        var work = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                // A new owner each time: its key is made while the master keys change.
                var file = await AddFileAsync(Guid.NewGuid(), by: portal);
                written.Add(file);
                Assert.Equal("words of a person", await ReadAsync(file, portal));
                Assert.Equal("words of a person", await ReadAsync(written.First(), portal));
            }
        })).ToArray();

        for (var i = 0; i < 3; i++)
        {
            var before = written.Count;
            await Waiting.UntilAsync(() => Task.FromResult(written.Count >= before + 3 || work.Any(task => task.IsCompleted)));
            var rotation = await RotateAsync();
            Assert.Equal(0, rotation.Value!.Stuck);
            Assert.Equal(0, await CountAsync(key => key.MasterKeyId == rotation.Value.Old));
        }
        await stop.CancelAsync();
        await Task.WhenAll(work);

        Assert.NotEmpty(written);
        await using var later = AnotherProcess();
        foreach (var file in written) Assert.Equal("words of a person", await ReadAsync(file, later));
    }

    [Fact]
    public async Task Two_rotations_at_once_end_with_one_key()
    {
        await AddOwnersAsync(150);
        var results = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(RotateAsync)));

        // One that began while the other was half-way helps it; one that came just too late begins a rotation of its own, or is told.
        Assert.All(results, result => Assert.True(result.IsOk || result.Problem is ChangedMeanwhile));
        var rows = await ReadAsync(db => db.MasterKeys.ToListAsync());
        var current = Assert.Single(rows, key => key.State == MasterKeyState.Current);
        Assert.All(rows.Where(key => key != current), key => Assert.Equal(MasterKeyState.Retired, key.State));
        Assert.Equal(150, await CountAsync(key => key.MasterKeyId == current.Id));
        Assert.Equal(rows.Count, Directory.GetFiles(KeyFolder).Length);
    }

    [Fact]
    public async Task A_new_key_in_the_configuration_is_taken_over()
    {
        var file = await AddFileAsync(Guid.NewGuid());
        await using var configured = AnotherProcess(new KeyValuePair<string, string?>("Vault:Keys:hsm-2", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));
        await using var scope = configured.CreateAsyncScope();

        var rotation = await scope.ServiceProvider.GetRequiredService<RotateVaultKey>().RunAsync(TestActors.Operator(), _ => { }, None);

        Assert.Equal("hsm-2", rotation.Value!.New);
        Assert.Single(Directory.GetFiles(KeyFolder));
        Assert.Equal("words of a person", await ReadAsync(file, configured));
    }

    [Fact]
    public async Task A_key_that_does_not_open_keeps_the_old_one_in_use_and_the_others_are_done()
    {
        var (broken, sound) = (await AddFileAsync(Guid.NewGuid()), await AddFileAsync(Guid.NewGuid()));
        await using (var db = await OpenAsync())
        {
            await db.OwnerKeys.Where(key => key.Id == broken.OwnerKeyId).ExecuteUpdateAsync(set => set.SetProperty(key => key.WrappedKey, new byte[60]));
        }

        var rotation = (await RotateAsync()).Value!;
        Assert.Equal((1, 1), (rotation.Rewrapped, rotation.Stuck));
        Assert.Equal(MasterKeyState.Retiring, await ReadAsync(db => db.MasterKeys.Where(key => key.Id == FirstKey).Select(key => key.State).SingleAsync()));
        Assert.Equal("words of a person", await ReadAsync(sound));
    }

    [Fact]
    public async Task A_destroyed_key_of_an_owner_is_left_alone()
    {
        await AddFileAsync(Guid.NewGuid());
        await using (var db = await OpenAsync())
        {
            (await db.OwnerKeys.SingleAsync()).Destroy(Now);
            await db.SaveChangesAsync();
        }

        Assert.Equal(0, (await RotateAsync()).Value!.Rewrapped);
        Assert.Null(await ReadAsync(db => db.OwnerKeys.Select(key => key.WrappedKey).SingleAsync()));
    }

    [Fact]
    public async Task The_key_that_signs_copies_stays_the_same_and_opens_without_the_old_key()
    {
        string kid;
        using (var signer = await Get<SigningKeys>().OpenAsync(None)) kid = signer.Key.Kid;

        var rotation = (await RotateAsync()).Value!;

        File.Delete(Path.Combine(KeyFolder, FirstKey + ".key"));
        await using var later = AnotherProcess();
        using var opened = await later.GetRequiredService<SigningKeys>().OpenAsync(None);
        Assert.Equal((kid, rotation.New), (opened.Key.Kid, opened.Key.MasterKeyId));
    }

    [Fact]
    public async Task Without_the_old_key_nothing_is_begun()
    {
        File.Delete(Path.Combine(KeyFolder, FirstKey + ".key"));
        Assert.Equal(new VaultKeyMissing(FirstKey), (await RotateAsync()).Problem);
        Assert.Equal(1, await ReadAsync(db => db.MasterKeys.CountAsync()));
        Assert.Empty(Directory.GetFiles(KeyFolder));
    }

    private Task<Result<VaultRotation>> RotateAsync() => Get<RotateVaultKey>().RunAsync(TestActors.Operator(), _ => { }, None);

    private Task<int> CountAsync(System.Linq.Expressions.Expression<Func<OwnerKey, bool>> which) => ReadAsync(db => db.OwnerKeys.CountAsync(which));

    // Rows only: the bytes of these files were never written.
    private async Task<List<VaultFile>> AddOwnersAsync(int count)
    {
        var vault = Get<PortalVault>();
        var files = new List<VaultFile>();
        for (var i = 0; i < count; i++) files.Add(await vault.NewFileAsync(Guid.NewGuid(), None));
        return files;
    }

    public sealed class OnSqlite() : RotateVaultKeyTests(Provider.Sqlite);
    public sealed class OnPostgreSql() : RotateVaultKeyTests(Provider.PostgreSql);
}
