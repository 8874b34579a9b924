using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Medbook.PrivacyPortal.Commands.Sample;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting.Internal;

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>An empty database for a sample, on either provider, with the generator to fill it.</summary>
public sealed class SampleDatabase : IAsyncDisposable
{
    private readonly Provider provider;
    private readonly string folder;

    private SampleDatabase(Provider provider, string folder, string connection) =>
        (this.provider, this.folder, ConnectionString) = (provider, folder, connection);

    public string ConnectionString { get; }

    /// <summary>The name the map and the generator give the provider.</summary>
    public string ProviderName => provider == Provider.Sqlite ? "sqlite" : "postgresql";

    /// <summary>The database's file; only on SQLite.</summary>
    public string File => Path.Combine(folder, "sample.db");

    public static async Task<SampleDatabase> CreateAsync(Provider provider)
    {
        var folder = TestFolders.Create("sample");
        var connection = provider == Provider.Sqlite
            ? $"Data Source={Path.Combine(folder, "sample.db")};Pooling=False"
            : await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        return new SampleDatabase(provider, folder, connection);
    }

    /// <summary>A database with a small sample.</summary>
    public static async Task<SampleDatabase> FilledAsync(Provider provider)
    {
        var database = await CreateAsync(provider);
        await database.FillAsync();
        return database;
    }

    internal SampleOptions Options(int members = 20, int seed = 1) =>
        new() { Provider = ProviderName, Connection = ConnectionString, Members = members, Seed = seed };

    internal Task<SampleOutcome> MakeAsync(SampleOptions options, IProgress<long>? progress = null, CancellationToken ct = default) =>
        new MakeSample().RunAsync(options, progress, ct);

    internal SampleDb Open() => new(provider == Provider.Sqlite
        ? new DbContextOptionsBuilder().UseSqlite(ConnectionString).Options
        : new DbContextOptionsBuilder().UseNpgsql(ConnectionString).Options);

    /// <summary>The sample as a source of the shipped map.</summary>
    internal SourceCatalog OpenSources()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("ConnectionStrings:sample", ConnectionString), new("DataFolder", folder)]).Build();
        var settings = PortalSettings.Read(configuration, new HostingEnvironment { EnvironmentName = Environments.Production }, folder);
        return SourcesRegistration.Catalog(ShippedMap.For(provider), settings);
    }

    /// <summary>A hash of every row of every table.</summary>
    public async Task<string> HashAsync()
    {
        await using var db = Open();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var entity in db.Model.GetEntityTypes().Where(type => type.GetTableName() is not null).OrderBy(type => type.Name))
        {
            var read = typeof(SampleDatabase).GetMethod(nameof(RowsOf), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(entity.ClrType);
            var rows = (IEnumerable<string>)read.Invoke(null, [db])!;
            foreach (var row in rows.Order(StringComparer.Ordinal)) hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{entity.Name} {row}\n"));
        }
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    public async ValueTask DisposeAsync()
    {
        if (provider == Provider.PostgreSql) await (await PostgresServer.SharedAsync()).DropDatabaseAsync(ConnectionString);
        TestFolders.Delete(folder);
    }

    private async Task FillAsync() => Assert.IsType<SampleOutcome.Made>(await MakeAsync(Options()));

    private static IEnumerable<string> RowsOf<T>(SampleDb db) where T : class =>
        db.Set<T>().AsNoTracking().AsEnumerable().Select(row => JsonSerializer.Serialize(row));
}
