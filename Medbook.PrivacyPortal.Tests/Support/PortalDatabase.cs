using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting.Internal;

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>
/// A database of the portal, empty and migrated, one per test: a copy of one that was migrated once per run.
/// It is reached through the portal's own registration, with its interceptors.
/// </summary>
public sealed class PortalDatabase : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> MigratedFile = new(MigrateFileAsync);
    private static readonly Lazy<Task<string>> MigratedDatabase = new(MigrateDatabaseAsync);

    private PortalDatabase(Provider provider, string folder, string connection) =>
        (Provider, Folder, ConnectionString) = (provider, folder, connection);

    public Provider Provider { get; }

    /// <summary>A folder of this database's own: the portal's <c>DataFolder</c>.</summary>
    public string Folder { get; }

    /// <summary>The connection string <c>Portal</c>.</summary>
    public string ConnectionString { get; }

    /// <summary>A new database with the portal's schema.</summary>
    public static async Task<PortalDatabase> CreateAsync(Provider provider)
    {
        var folder = TestFolders.Create("portal");
        if (provider == Provider.PostgreSql)
        {
            var server = await PostgresServer.SharedAsync();
            return new PortalDatabase(provider, folder, await server.CreateDatabaseAsync(await MigratedDatabase.Value));
        }

        var file = Path.Combine(folder, "portal.db");
        File.Copy(await MigratedFile.Value, file);
        return new PortalDatabase(provider, folder, $"Data Source={file}");
    }

    /// <summary>Puts an empty migrated SQLite database into a place, for a process of its own.</summary>
    public static async Task PlaceAsync(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.Copy(await MigratedFile.Value, file);
    }

    /// <summary>The portal's settings for this database, outside Development, with what is given added or replaced.</summary>
    public PortalSettings Settings(params IEnumerable<KeyValuePair<string, string?>> more) =>
        SettingsFor(Provider, ConnectionString, Folder, more);

    /// <summary>Drops the database and its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Provider == Provider.PostgreSql)
        {
            await (await PostgresServer.SharedAsync()).DropDatabaseAsync(ConnectionString);
        }
        else
        {
            await using var connection = new SqliteConnection(ConnectionString);
            SqliteConnection.ClearPool(connection);
        }
        TestFolders.Delete(Folder);
    }

    private static async Task<string> MigrateFileAsync()
    {
        var folder = TestFolders.Create("migrated");
        var file = Path.Combine(folder, "portal.db");
        await MigrateAsync(SettingsFor(Provider.Sqlite, $"Data Source={file};Pooling=False", folder));
        return file;
    }

    private static async Task<string> MigrateDatabaseAsync()
    {
        var server = await PostgresServer.SharedAsync();
        var connection = await server.CreateDatabaseAsync();
        await MigrateAsync(SettingsFor(Provider.PostgreSql, connection + ";Pooling=False", TestFolders.Create("migrated")));
        return PostgresServer.NameIn(connection);
    }

    private static async Task MigrateAsync(PortalSettings settings)
    {
        await using var services = new ServiceCollection().AddLogging().AddPersistence(settings).BuildServiceProvider();
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        await db.Database.MigrateAsync();
    }

    /// <summary>The portal's settings for a database, also in another process.</summary>
    internal static PortalSettings SettingsFor(
        Provider provider, string connection, string folder, params IEnumerable<KeyValuePair<string, string?>> more)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = provider == Provider.PostgreSql ? "postgresql" : "sqlite",
            ["ConnectionStrings:Portal"] = connection,
            ["DataFolder"] = folder,
            ["KeyFolder"] = folder + "-keys",
            ["LedgerFolder"] = folder + "-ledger",
            ["DataMap:Path"] = Path.Combine(folder, "datamap.json"),
            ["PublicUrl"] = "https://privacy.example.org",
        }).AddInMemoryCollection(more).Build();
        return PortalSettings.Read(configuration, new HostingEnvironment { EnvironmentName = Environments.Production }, folder);
    }
}
