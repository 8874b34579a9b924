using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Operations.Registers;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Registers;

public abstract class RegisterTests(Provider provider) : OperationTests(provider)
{
    [Fact]
    public async Task The_shipped_register_is_installed_once_and_read_by_anybody()
    {
        Assert.True((await Get<InstallRegister>().RunAsync(Actor.Portal, None)).IsOk);
        Assert.True((await Get<InstallRegister>().RunAsync(Actor.Portal, None)).IsOk);

        var register = (await Get<ReadRegister>().RunAsync(Actor.Visitor, None)).Value!;
        Assert.Equal(RegisterFile.Write(RegisterFile.Shipped()), RegisterFile.Write(register));
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == AuditAction.RegisterInstalled)));
    }

    [Fact]
    public async Task Instances_that_start_together_install_it_once()
    {
        var installs = Enumerable.Range(0, 4).Select(_ => Get<InstallRegister>()).ToArray();

        var results = await Task.WhenAll(installs.Select(install => Task.Run(() => install.RunAsync(Actor.Portal, None))));

        Assert.All(results, result => Assert.True(result.IsOk));
        Assert.Equal(1, await ReadAsync(db => db.RegisterVersions.CountAsync()));
    }

    [Fact]
    public async Task A_version_is_read_from_its_first_day_on()
    {
        await Get<InstallRegister>().RunAsync(Actor.Portal, None);
        var next = RegisterFile.Shipped() with { Version = 2, EffectiveFrom = new DateOnly(2026, 3, 3) };
        await using (var db = await OpenAsync())
        {
            db.RegisterVersions.Add(StoredRegister.Of(next, Now));
            db.AuditEntries.Add(AuditEntry.Of(Actor.Portal, AuditAction.RegisterInstalled, Now));
            await db.SaveChangesAsync();
        }

        // 2 March 2026, 22:59 UTC is 23:59 in Brussels; a minute later the third begins there.
        Clock.SetUtcNow(new DateTimeOffset(2026, 3, 2, 22, 59, 0, TimeSpan.Zero));
        Assert.Equal(1, (await Get<ReadRegister>().RunAsync(Actor.Visitor, None)).Value!.Version);
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, (await Get<ReadRegister>().RunAsync(Actor.Visitor, None)).Value!.Version);
    }

    [Fact]
    public async Task Without_an_installed_version_the_answer_says_so() =>
        Assert.IsType<RegisterMissing>((await Get<ReadRegister>().RunAsync(Actor.Visitor, None)).Problem);

    [Fact]
    public async Task A_member_cannot_install_a_register() =>
        Assert.IsType<NotPermitted>((await Get<InstallRegister>().RunAsync(TestActors.SomebodyElse(), None)).Problem);

    public sealed class OnSqlite() : RegisterTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : RegisterTests(Provider.PostgreSql);
}
