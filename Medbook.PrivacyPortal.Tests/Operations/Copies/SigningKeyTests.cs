using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations.Copies;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Copies;

public abstract class SigningKeyTests(Provider provider) : OperationTests(provider)
{
    private static readonly byte[] Content = "a manifest"u8.ToArray();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Assert.True((await Get<InitVault>().RunAsync(Actor.Portal, None)).IsOk);
    }

    [Fact]
    public async Task The_first_key_is_made_when_it_is_needed_and_then_kept()
    {
        Assert.Empty((await PublishedAsync()).Keys);
        var (first, second) = (await SignAsync(), await SignAsync());

        Assert.Equal(DetachedJws.KidOf(first), DetachedJws.KidOf(second));
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.SigningKeyMade)));
        var keys = await PublishedAsync();
        Assert.Equal(SignatureState.Good, DetachedJws.Check(first, Content, keys).State);
    }

    [Fact]
    public async Task Several_who_need_the_first_key_at_once_get_the_same()
    {
        var signed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(SignAsync)));

        Assert.Single(signed.Select(DetachedJws.KidOf).Distinct());
        Assert.Single((await PublishedAsync()).Keys);
    }

    [Fact]
    public async Task The_private_half_does_not_stand_in_the_database_in_clear()
    {
        using var signer = await Get<SigningKeys>().OpenAsync(None);
        var row = await ReadAsync(db => db.SigningKeys.SingleAsync());

        // PKCS #8 begins with these bytes; what is wrapped shows none of them, and opens for no other key.
        Assert.NotEqual([0x30, 0x81], row.WrappedPrivate![..2]);
        await Assert.ThrowsAsync<VaultDamagedException>(() => Get<MasterKeys>().UnwrapAsync(
            new WrappedSecret(row.MasterKeyId, row.WrappedPrivate!), "another"u8.ToArray(), None));
    }

    [Fact]
    public async Task After_a_rotation_the_new_key_signs_and_the_old_one_still_proves()
    {
        var before = await SignAsync();
        var rotated = await Get<RotateSigningKey>().RunAsync(TestActors.Operator(), None);
        var after = await SignAsync();

        Assert.Equal(rotated.Value, DetachedJws.KidOf(after));
        Assert.NotEqual(DetachedJws.KidOf(before), DetachedJws.KidOf(after));
        var keys = await PublishedAsync();
        Assert.All([before, after], jws => Assert.Equal(SignatureState.Good, DetachedJws.Check(jws, Content, keys).State));
        var old = keys.Keys.Single(key => key.Kid == DetachedJws.KidOf(before));
        Assert.Equal(Now.ToUnixTimeSeconds(), old.Exp);
        Assert.Null(await ReadAsync(db => db.SigningKeys.Where(key => key.Kid == old.Kid).Select(key => key.WrappedPrivate).SingleAsync()));
    }

    [Fact]
    public async Task Only_the_operator_rotates_and_anybody_reads_the_public_halves()
    {
        Assert.IsType<NotPermitted>((await Get<RotateSigningKey>().RunAsync(TestActors.Administrator(), None)).Problem);
        Assert.True((await Get<ReadCopyKeys>().RunAsync(Actor.Visitor, None)).IsOk);
    }

    [Fact]
    public async Task A_rotation_of_the_master_key_reaches_the_signing_key_when_it_is_used_next()
    {
        var before = await SignAsync();
        var old = await ReadAsync(db => db.MasterKeys.SingleAsync());
        await using (var db = await OpenAsync())
        {
            var row = await db.MasterKeys.SingleAsync();
            row.BeginRetiring();
            await db.SaveChangesAsync();
            db.MasterKeys.Add(Get<MasterKeys>().Make(Now));
            await db.SaveChangesAsync();
        }
        var after = await SignAsync();

        Assert.Equal(DetachedJws.KidOf(before), DetachedJws.KidOf(after));
        Assert.NotEqual(old.Id, await ReadAsync(db => db.SigningKeys.Select(key => key.MasterKeyId).SingleAsync()));
    }

    [Fact]
    public async Task A_private_half_that_nobody_can_open_any_more_is_replaced_and_what_it_signed_stays_good()
    {
        var before = await SignAsync();
        await using (var db = await OpenAsync())
        {
            (await db.MasterKeys.SingleAsync()).Lose(Now);
            await db.SaveChangesAsync();
            db.MasterKeys.Add(Get<MasterKeys>().Make(Now));
            await db.SaveChangesAsync();
        }
        var after = await SignAsync();

        Assert.NotEqual(DetachedJws.KidOf(before), DetachedJws.KidOf(after));
        var keys = await PublishedAsync();
        Assert.All([before, after], jws => Assert.Equal(SignatureState.Good, DetachedJws.Check(jws, Content, keys).State));
    }

    private async Task<string> SignAsync()
    {
        using var signer = await Get<SigningKeys>().OpenAsync(None);
        return signer.Sign(Content);
    }

    private async Task<JsonWebKeySet> PublishedAsync() => (await Get<ReadCopyKeys>().RunAsync(Actor.Visitor, None)).Value!;

    public sealed class OnSqlite() : SigningKeyTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : SigningKeyTests(Provider.PostgreSql);
}
