using System.Data.Common;
using System.Globalization;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Medbook.PrivacyPortal.Tests.DataMap.Roundcube;

/// <summary>A database made by Roundcube's own SQL.</summary>
internal sealed class RoundcubeDatabase : IAsyncDisposable
{
    // Parents before children, as foreign keys ask.
    private static readonly string[] Tables =
    [
        "users", "identities", "responses", "contacts", "contactgroups", "contactgroupmembers", "collected_addresses", "dictionary", "searches",
        "filestore", "cache", "cache_index", "cache_thread", "cache_messages", "cache_shared", "session",
    ];

    private readonly Provider provider;
    private readonly string folder;

    private RoundcubeDatabase(Provider provider, string folder, string connection) =>
        (this.provider, this.folder, Connection) = (provider, folder, connection);

    /// <summary>Its connection string.</summary>
    public string Connection { get; }

    /// <summary>The map that fits it.</summary>
    public string MapPath => Path.Combine(folder, "datamap.json");

    public static async Task<RoundcubeDatabase> CreateAsync(Provider provider)
    {
        var folder = TestFolders.Create("roundcube");
        var connection = provider == Provider.PostgreSql
            ? await (await PostgresServer.SharedAsync()).CreateDatabaseAsync()
            : $"Data Source={Path.Combine(folder, "roundcube.db")};Pooling=False";
        var database = new RoundcubeDatabase(provider, folder, connection);
        await File.WriteAllTextAsync(database.MapPath,
            Repository.Read("Medbook.PrivacyPortal.Tests", "DataMap", "Roundcube", "roundcube.json")
                .Replace("PROVIDER", provider == Provider.PostgreSql ? "postgresql" : "sqlite", StringComparison.Ordinal));
        await database.RunAsync(await RoundcubeSql.ReadAsync(provider));
        return database;
    }

    /// <summary>Runs SQL as the owner of the database.</summary>
    public async Task RunAsync(string sql)
    {
        await using DbConnection connection = provider == Provider.PostgreSql ? new NpgsqlConnection(Connection) : new SqliteConnection(Connection);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>All rows of a table, a line each.</summary>
    public async Task<List<string>> RowsAsync(string table)
    {
        await using DbConnection connection = provider == Provider.PostgreSql ? new NpgsqlConnection(Connection) : new SqliteConnection(Connection);
        await connection.OpenAsync();
        return await WholeErasure.RowsAsync(connection, table);
    }

    /// <summary>One row in every table for a user, with a canary in every text column.</summary>
    /// <returns>The canaries by <c>table.column</c>.</returns>
    public async Task<IReadOnlyDictionary<string, string>> FillAsync(LiveSchema schema, string name, int number)
    {
        var canaries = new Dictionary<string, string>();
        foreach (var table in Tables)
        {
            var live = schema.Find(table)!;
            var values = live.Columns.ToDictionary(column => column.Name, column => Value(table, column));
            await RunAsync($"INSERT INTO \"{table}\" ({string.Join(", ", values.Keys.Select(c => $"\"{c}\""))}) VALUES ({string.Join(", ", values.Values)})");
        }
        Assert.Equal(Tables.Append("system").Order(), schema.Tables.Select(t => t.Name).Order());
        return canaries;

        string Value(string table, LiveColumn column) => column.Type switch
        {
            _ when column.Name.EndsWith("_id", StringComparison.Ordinal) && column.Name != "sess_id" => Number(number),
            "text" or "varchar" or "character varying" => $"'{Canary(table, column.Name)}'",
            "datetime" or "timestamp with time zone" => "'2024-02-29 10:20:30'",
            "integer" when column.Name is "mtime" => "1709202030",
            _ => "1",
        };

        // Short enough for the narrowest column (16 characters), and like nothing else.
        string Canary(string table, string column)
        {
            var canary = string.Create(CultureInfo.InvariantCulture, $"{name}zq{canaries.Count:000}x");
            // Somebody signs in to their mail with their address.
            if (column == "username") canary = $"{name}@example.org";
            canaries.Add($"{table}.{column}", canary);
            return canary;
        }

        static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        if (provider == Provider.PostgreSql) await (await PostgresServer.SharedAsync()).DropDatabaseAsync(Connection);
        TestFolders.Delete(folder);
    }
}
