using Npgsql;

namespace Medbook.PrivacyPortal.Persistence.Backups;

/// <summary>A connection of a backup to a server, outside every pool.</summary>
internal sealed class PostgreSqlServer : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;

    private PostgreSqlServer(NpgsqlConnection connection) => this.connection = connection;

    public static async Task<PostgreSqlServer> OpenAsync(NpgsqlConnectionStringBuilder server, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Pooling = false, CommandTimeout = 0 }.ConnectionString);
        await connection.OpenAsync(ct);
        return new PostgreSqlServer(connection);
    }

    /// <summary>A view of the database as it is now, for all that is read until the end of the transaction.</summary>
    public async Task<NpgsqlTransaction> HoldStillAsync(CancellationToken ct)
    {
        var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        await RunAsync("SET TRANSACTION READ ONLY", ct);
        return transaction;
    }

    public async Task RunAsync(string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    public async Task<List<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken ct, params (string Name, object Value)[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var all = new List<T>();
        while (await rows.ReadAsync(ct)) all.Add(read(rows));
        return all;
    }

    /// <summary>The tables of the schema the portal uses.</summary>
    public Task<List<string>> TablesAsync(CancellationToken ct) =>
        ReadAsync("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename", row => row.GetString(0), ct);

    /// <summary>Rows of each table.</summary>
    /// <param name="tables">The tables; all where null.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<SortedDictionary<string, long>> CountAsync(IReadOnlyList<string>? tables, CancellationToken ct)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in tables ?? await TablesAsync(ct))
        {
            counts[table] = (await ReadAsync($"SELECT COUNT(*) FROM public.\"{table.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", row => row.GetInt64(0), ct))[0];
        }
        return counts;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
