using System.Data.Common;
using Medbook.PrivacyPortal.DataMap.Loading;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting.Internal;
using Npgsql;

namespace Medbook.PrivacyPortal.Tests.DataMap.Sources;

/// <summary>
/// Base of tests that read a real source on both engines: a test makes its tables with SQL that both understand, writes the
/// part of a map that fits them, and reads. In datasets <c>#</c> stands for what every dataset needs and no test here is about.
/// </summary>
public abstract class SourceTests(Provider provider) : IAsyncLifetime
{
    private const string Ordinary =
        """ "label": "Records", "category": "identity", "activities": ["account"], "origin": "provided", "retention": "until-asked" """;

    private readonly List<IAsyncDisposable> disposables = [];
    private string folder = "";

    protected static CancellationToken None => CancellationToken.None;

    protected bool IsSqlite => provider == Provider.Sqlite;

    /// <summary>The connection string of the source.</summary>
    protected string Connection { get; private set; } = "";

    /// <summary>The person 42 of the table <c>members</c>.</summary>
    protected static PersonKey Person(string key = "42") => new("members", [key]);

    public async Task InitializeAsync()
    {
        folder = TestFolders.Create("source");
        Connection = IsSqlite
            ? $"Data Source={Path.Combine(folder, "source.db")};Pooling=False"
            : await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
    }

    public async Task DisposeAsync()
    {
        foreach (var disposable in Enumerable.Reverse(disposables)) await disposable.DisposeAsync();
        if (!IsSqlite) await (await PostgresServer.SharedAsync()).DropDatabaseAsync(Connection);
        TestFolders.Delete(folder);
    }

    /// <summary>Runs SQL on the source, as its owner.</summary>
    protected async Task RunAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A connection of the owner, who may write.</summary>
    protected async Task<DbConnection> ConnectAsync()
    {
        DbConnection connection = IsSqlite ? new SqliteConnection(Connection) : new NpgsqlConnection(Connection);
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>A literal of bytes.</summary>
    protected string Bytes(string hex) => IsSqlite ? $"x'{hex}'" : $@"'\x{hex}'::bytea";

    /// <summary>The source with datasets; its persons are the rows of <c>members</c>.</summary>
    protected LiveSource Source(string datasets, string identities = """ "members": { "key": "id", "addresses": "email" } """, string? connection = null)
    {
        var json = $$"""
            { "sources": { "clinic": {
              "provider": "{{(IsSqlite ? "sqlite" : "postgresql")}}",
              "identities": { {{identities}} },
              "datasets": { {{datasets.Replace("#", Ordinary, StringComparison.Ordinal)}} } } } }
            """;
        var reading = MapLoader.ReadText("datamap.json", json, IsSqlite ? "sqlite" : "postgresql");
        Assert.Empty(reading.Faults);
        return Catalog(reading.Map!, connection ?? Connection).Find("clinic")!;
    }

    /// <summary>The live sources of a map, with the connection string of <c>clinic</c>.</summary>
    protected SourceCatalog Catalog(Map map, string connection)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = IsSqlite ? "sqlite" : "postgresql",
            ["ConnectionStrings:Portal"] = connection,
            ["ConnectionStrings:clinic"] = connection,
        }).Build();
        var catalog = SourcesRegistration.Catalog(map, PortalSettings.Read(configuration, new HostingEnvironment { EnvironmentName = Environments.Production }, folder));
        disposables.Add(catalog);
        return catalog;
    }

    /// <summary>Opens a source for reading until the test ends.</summary>
    protected async Task<SourceReading> OpenAsync(LiveSource source)
    {
        var reading = await source.OpenAsync(None);
        disposables.Add(reading);
        return reading;
    }

    /// <summary>The keys of a person's rows, as the stream gives them.</summary>
    protected async Task<string> KeysAsync(LiveSource source, string dataset, PersonKey? person = null) =>
        string.Join(' ', (await RowsAsync(source, dataset, person)).Select(row => row.Key));

    /// <summary>A person's rows.</summary>
    protected async Task<List<SourceRow>> RowsAsync(LiveSource source, string dataset, PersonKey? person = null, OthersData others = OthersData.Show)
    {
        await using var reading = await source.OpenAsync(None);
        var rows = new List<SourceRow>();
        await foreach (var row in reading.StreamAsync(new RowQuery(source.Map.Find(dataset)!, person ?? Person(), others), None)) rows.Add(row);
        return rows;
    }
}
