using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting.Internal;

namespace Medbook.PrivacyPortal.Tests.Commands;

/// <summary>The long verbs of the vault, killed half-way: run again they go on where they stood.</summary>
public sealed class VaultKillTests : IAsyncLifetime
{
    // The verbs commit in batches of fifty and of a hundred; the stop lies behind a commit, and inside the next batch.
    private const int Owners = 800, Stop = 150;

    private readonly CommandLine portal = new();
    private ServiceProvider services = null!;
    private string key = "";

    public async Task InitializeAsync()
    {
        await PortalDatabase.PlaceAsync(portal.Database);
        Assert.Equal(0, (await portal.RunAsync("vault", "init")).ExitCode);
        key = Path.GetFileNameWithoutExtension(Assert.Single(Directory.GetFiles(Path.Combine(portal.Folder, "keys", "vault"))));
        var settings = PortalSettings.Read(
            new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["DataFolder"] = Path.Combine(portal.Folder, "data"), ["KeyFolder"] = Path.Combine(portal.Folder, "keys"),
                ["ConnectionStrings:Portal"] = $"Data Source={portal.Database};Pooling=False",
            }).Build(),
            new HostingEnvironment { EnvironmentName = Environments.Production }, portal.Folder);
        services = new ServiceCollection().AddLogging().AddSingleton(settings).AddSingleton(TimeProvider.System)
            .AddPersistence(settings).AddVault().BuildServiceProvider();
        await AddOwnersAsync();
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        portal.Dispose();
    }

    [Fact]
    public async Task A_killed_rotation_goes_on_with_the_same_new_key()
    {
        await KillAsync("BEFORE UPDATE ON \"OwnerKeys\"", "SELECT COUNT(*) FROM \"OwnerKeys\" WHERE \"MasterKeyId\" <> $key", "vault", "rotate");
        var left = await CountAsync(db => db.OwnerKeys.CountAsync(owner => owner.MasterKeyId == key));
        Assert.InRange(left, 1, Owners - 1);

        var again = await portal.RunAsync("vault", "rotate");

        Assert.Equal(0, again.ExitCode);
        Assert.Contains($"Keys of owners wrapped anew: {left}.", again.Output, StringComparison.Ordinal);
        Assert.Contains($"Master key {key} protects nothing any more.", again.Output, StringComparison.Ordinal);
        Assert.Equal(2, await CountAsync(db => db.MasterKeys.CountAsync()));
    }

    [Fact]
    public async Task A_killed_key_lost_goes_on_and_tells_nobody_twice()
    {
        await KillAsync("BEFORE INSERT ON \"OutgoingMails\"", "SELECT COUNT(*) FROM \"OutgoingMails\"", "vault", "key-lost", "--confirm", key);
        Assert.InRange(await CountAsync(db => db.OutgoingMails.CountAsync()), 1, Owners - 1);

        Assert.Equal(0, (await portal.RunAsync("vault", "key-lost", "--confirm", key)).ExitCode);

        Assert.Equal(Owners, await CountAsync(db => db.OutgoingMails.CountAsync()));
        Assert.Equal(Owners, await CountAsync(db => db.OutgoingMails.Select(mail => mail.To).Distinct().CountAsync()));
        Assert.Equal(0, await CountAsync(db => db.VaultFiles.CountAsync(file => file.State != VaultFileState.Destroyed)));
        Assert.Equal(2, await CountAsync(db => db.MasterKeys.CountAsync()));
    }

    // The verb comes no further than the middle of a transaction: a trigger of this test keeps it there until it is killed.
    private async Task KillAsync(string when, string done, params string[] verb)
    {
        await using var connection = new SqliteConnection($"Data Source={portal.Database};Pooling=False");
        await connection.OpenAsync();
        await ExecuteAsync(connection, $"""
            CREATE VIEW "Endless" AS WITH RECURSIVE "N"("I") AS (SELECT 1 UNION ALL SELECT "I" + 1 FROM "N") SELECT COUNT(*) AS "I" FROM "N";
            CREATE TRIGGER "Stop" {when} WHEN ({done.Replace("$key", $"'{key}'", StringComparison.Ordinal)}) > {Stop} BEGIN SELECT "I" FROM "Endless"; END;
            """);
        await using var command = connection.CreateCommand();
        command.CommandText = done;
        command.Parameters.AddWithValue("$key", key);
        Assert.True(await portal.RunAndKillAsync(
            async () => Convert.ToInt32(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture) > 0, verb));
        await ExecuteAsync(connection, """DROP TRIGGER "Stop"; DROP VIEW "Endless";""");
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    // Each with an address and a file that is whole; the bytes are not looked at.
    private async Task AddOwnersAsync()
    {
        var vault = services.GetRequiredService<Vault>();
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        for (var i = 0; i < Owners; i++)
        {
            var account = new PortalUser { UserName = $"person{i}", Email = $"person{i}@example.org" };
            var subject = Subject.OfAccount(account.Id, DateTimeOffset.UnixEpoch);
            var file = await vault.NewFileAsync(subject.Key.Value, CancellationToken.None);
            file.Complete(0);
            db.AddRange(account, subject, file);
        }
        await db.SaveChangesAsync();
    }

    private async Task<int> CountAsync(Func<PortalDb, Task<int>> count)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        return await count(db);
    }
}
