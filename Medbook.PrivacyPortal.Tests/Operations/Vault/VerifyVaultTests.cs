using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Vault;

public abstract class VerifyVaultTests(Provider provider) : VaultOperationTests(provider)
{
    private readonly List<VaultFinding> findings = [];
    private readonly List<VaultProgress> progress = [];

    [Fact]
    public async Task Sound_files_are_counted_and_the_look_is_audited()
    {
        for (var i = 0; i < 3; i++) await AddFileAsync(Guid.NewGuid(), new string('x', i * 50_000));

        Assert.Equal(new VaultReport(3, 0), (await VerifyAsync()).Value);
        Assert.Equal([new(1, 3), new(2, 3), new(3, 3)], progress);
        Assert.Equal("3 sound, 0 findings", await ReadAsync(db =>
            db.AuditEntries.Where(e => e.Action == AuditAction.VaultVerified).Select(e => e.Detail).SingleAsync()));
    }

    [Fact]
    public async Task Damaged_missing_unknown_and_foreign_bytes_are_each_named()
    {
        var (damaged, missing, sound) = (await AddFileAsync(Guid.NewGuid()), await AddFileAsync(Guid.NewGuid()), await AddFileAsync(Guid.NewGuid()));
        var bytes = await File.ReadAllBytesAsync(PathOf(damaged));
        bytes[^20] ^= 1;
        await File.WriteAllBytesAsync(PathOf(damaged), bytes);
        File.Delete(PathOf(missing));
        var unknown = Guid.NewGuid();
        var place = Path.Combine(Database.Folder, "vault", unknown.ToString("n")[^2..]);
        Directory.CreateDirectory(place);
        await File.WriteAllBytesAsync(Path.Combine(place, unknown.ToString("n")), bytes);
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(PathOf(sound))!, "notes.txt"), "");

        Assert.Equal(new VaultReport(1, 4), (await VerifyAsync()).Value);
        Assert.Equal(
            [
                new(VaultFault.Damaged, damaged.Id), new(VaultFault.Missing, missing.Id), new(VaultFault.Unknown, unknown),
                new(VaultFault.Foreign, null),
            ], findings.OrderBy(finding => finding.Fault));
    }

    [Fact]
    public async Task A_key_that_was_swapped_in_the_database_is_a_damaged_file()
    {
        var (file, other) = (await AddFileAsync(Guid.NewGuid()), await AddFileAsync(Guid.NewGuid()));
        await using (var db = await OpenAsync())
        {
            await db.VaultFiles.Where(f => f.Id == file.Id).ExecuteUpdateAsync(set => set.SetProperty(f => f.WrappedKey, other.WrappedKey));
        }

        Assert.Equal(new VaultReport(1, 1), (await VerifyAsync()).Value);
        Assert.Equal([new VaultFinding(VaultFault.Damaged, file.Id)], findings);
    }

    [Fact]
    public async Task Bytes_that_wait_to_be_removed_are_no_finding_and_those_that_came_back_are_removed_again()
    {
        var file = await AddFileAsync(Guid.NewGuid());
        var bytes = await File.ReadAllBytesAsync(PathOf(file));
        await using (var db = await OpenAsync())
        {
            (await db.VaultFiles.SingleAsync()).Destroy(Now);
            await db.SaveChangesAsync();
        }
        Assert.Equal(new VaultReport(0, 0), (await VerifyAsync()).Value);

        await Get<RemoveVaultBytes>().RunAsync(Actor.Portal, None);
        await File.WriteAllBytesAsync(PathOf(file), bytes);
        Assert.Equal(new VaultReport(0, 1), (await VerifyAsync()).Value);
        Assert.Equal([new VaultFinding(VaultFault.Leftover, file.Id)], findings);

        await Get<RemoveVaultBytes>().RunAsync(Actor.Portal, None);
        Assert.False(File.Exists(PathOf(file)));
    }

    [Fact]
    public async Task Files_of_an_owner_whose_key_was_destroyed_are_no_finding()
    {
        await AddFileAsync(Guid.NewGuid());
        await using (var db = await OpenAsync())
        {
            (await db.OwnerKeys.SingleAsync()).Destroy(Now);
            await db.SaveChangesAsync();
        }
        Assert.Equal(new VaultReport(0, 0), (await VerifyAsync()).Value);
    }

    [Fact]
    public async Task Without_the_master_key_nothing_is_said_about_files()
    {
        await AddFileAsync(Guid.NewGuid());
        File.Delete(Path.Combine(KeyFolder, FirstKey + ".key"));
        await using var other = AnotherProcess();
        await using var scope = other.CreateAsyncScope();

        var fault = await Assert.ThrowsAsync<MasterKeyException>(() =>
            scope.ServiceProvider.GetRequiredService<VerifyVault>().RunAsync(TestActors.Operator(), findings.Add, progress.Add, None));
        Assert.Equal((MasterKeyFault.Missing, FirstKey), (fault.Fault, fault.KeyId));
        Assert.Empty(findings);
    }

    private Task<Result<VaultReport>> VerifyAsync() =>
        Get<VerifyVault>().RunAsync(TestActors.Operator(), findings.Add, progress.Add, None);

    public sealed class OnSqlite() : VerifyVaultTests(Provider.Sqlite);
    public sealed class OnPostgreSql() : VerifyVaultTests(Provider.PostgreSql);
}
