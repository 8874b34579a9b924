using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Medbook.PrivacyPortal.Persistence.Backups;

/// <summary>A file of SQLite, opened for a backup: no pool keeps it open, and no rule of the schema gets in the way of moving rows.</summary>
internal sealed class SqliteFile : IAsyncDisposable
{
    private readonly SqliteConnection connection;

    private SqliteFile(SqliteConnection connection) => this.connection = connection;

    public static async Task<SqliteFile> OpenAsync(string path, CancellationToken ct, int patience = 30)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path, Pooling = false, ForeignKeys = false, DefaultTimeout = patience,
        }.ConnectionString);
        await connection.OpenAsync(ct);
        return new SqliteFile(connection);
    }

    public async Task RunAsync(string sql, CancellationToken ct, params (string Name, object Value)[] values)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync(ct);
    }

    public async Task<List<T>> ReadAsync<T>(string sql, Func<SqliteDataReader, T> read, CancellationToken ct, params (string Name, object Value)[] values)
    {
        await using var command = Command(sql, values);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var all = new List<T>();
        while (await rows.ReadAsync(ct)) all.Add(read(rows));
        return all;
    }

    /// <summary>Rows of each table.</summary>
    public async Task<SortedDictionary<string, long>> CountAsync(CancellationToken ct)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in await ReadAsync("SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'", row => row.GetString(0), ct))
        {
            await using var command = Command($"SELECT COUNT(*) FROM main.\"{table.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", []);
            counts[table] = Convert.ToInt64(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
        }
        return counts;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private SqliteCommand Command(string sql, (string Name, object Value)[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value);
        return command;
    }
}
