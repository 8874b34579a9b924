using Medbook.PrivacyPortal.DataMap;
using Medbook.PrivacyPortal.Infrastructure.Backup;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations;
using Medbook.PrivacyPortal.Operations.Backups;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Operations.Vault;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Medbook.PrivacyPortal.Tests.Operations.Backups;

/// <summary>Tests of backups: the portal has a folder for them, and a second place to restore into.</summary>
public abstract class BackupTests(Provider provider) : VaultOperationTests(provider)
{
    private readonly List<ServiceProvider> others = [];
    private readonly List<string> databases = [], folders = [];

    protected string BackupRoot { get; } = TestFolders.Create("backups");

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => [new("Backup:Folder", BackupRoot), new("Backup:KeepDays", "30")];

    public override async Task DisposeAsync()
    {
        foreach (var other in others) await other.DisposeAsync();
        foreach (var database in databases) await (await PostgresServer.SharedAsync()).DropDatabaseAsync(database);
        foreach (var folder in folders.Append(BackupRoot)) TestFolders.Delete(folder);
        await base.DisposeAsync();
    }

    protected async Task<BackupMade> MakeAsync(string? keysTo = null)
    {
        var made = await Get<MakeBackup>().RunAsync(TestActors.Operator(), keysTo, _ => { }, None);
        Assert.True(made.IsOk, made.Problem?.Code);
        return made.Value;
    }

    protected string FolderOf(BackupManifest manifest) => Path.Combine(BackupRoot, manifest.Name);

    /// <summary>A portal without any data, with the same keys, ledger and backups: a new machine after a fire.</summary>
    /// <param name="withMap">Whether it knows the data map, as every portal does that was started; without it nobody replays the portal's tables.</param>
    protected async Task<ServiceProvider> NewMachineAsync(bool withMap = false)
    {
        var folder = TestFolders.Create("machine");
        folders.Add(folder);
        var connection = $"Data Source={Path.Combine(folder, "portal.db")};Pooling=False";
        if (Database.Provider == Provider.PostgreSql) databases.Add(connection = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync());
        return Portal([new("DataFolder", folder), new("ConnectionStrings:Portal", connection), .. MoreSettings], withMap);
    }

    /// <summary>Another process of the portal, with some settings replaced.</summary>
    protected ServiceProvider Portal(IEnumerable<KeyValuePair<string, string?>> settings, bool withMap = false)
    {
        var read = Database.Settings(settings);
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Clock).AddSingleton(read).AddPersistence(read).AddVault().AddOperations();
        if (withMap)
        {
            File.WriteAllText(read.MapPath!, """{ "sources": {} }""");
            services.AddDataMap(read);
        }
        var other = services.BuildServiceProvider(validateScopes: true);
        others.Add(other);
        return other;
    }

    protected static async Task<T> RunAsync<TOperation, T>(IServiceProvider portal, Func<TOperation, Task<T>> run) where TOperation : notnull
    {
        await using var scope = portal.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<TOperation>());
    }

    protected static Task<Medbook.PrivacyPortal.Domain.Result<RestoreReport>> RestoreAsync(IServiceProvider portal, string? name = null, bool force = false) =>
        RunAsync<RestoreBackup, Medbook.PrivacyPortal.Domain.Result<RestoreReport>>(portal, restore => restore.RunAsync(TestActors.Operator(), name, force, _ => { }, None));

    protected void Close()
    {
        SqliteConnection.ClearAllPools();
        if (Database.Provider != Provider.PostgreSql) return;
        using var connection = new NpgsqlConnection(Database.ConnectionString);
        NpgsqlConnection.ClearPool(connection);
    }
}
