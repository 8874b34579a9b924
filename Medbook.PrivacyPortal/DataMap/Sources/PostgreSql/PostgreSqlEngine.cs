using System.Data;
using System.Data.Common;
using System.Net.Sockets;
using Npgsql;

namespace Medbook.PrivacyPortal.DataMap.Sources.PostgreSql;

/// <summary>A source on a PostgreSQL server.</summary>
internal sealed class PostgreSqlEngine : SourceEngine
{
    private readonly NpgsqlDataSource pool;
    private readonly Lazy<NpgsqlDataSource> writing;

    public PostgreSqlEngine(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            // Times come in one zone, whatever the server's or the role's setting.
            Timezone = "UTC",
            // A faulty statement must not quote values into the log.
            IncludeErrorDetail = false,
        };
        settings.ApplicationName ??= "Medbook privacy portal";
        // As start-up options, so that the reset of a pooled connection keeps them. How long a lock is waited for is as in
        // the other engine, a person waits behind it; the operator's own options come later and win.
        settings.Options = $"-c lock_timeout=3s {settings.Options}";
        // Apart from the pool of readers, and only for who erases: whether the role may write is the operator's word.
        var ofWriters = settings.ConnectionString;
        writing = new(() => NpgsqlDataSource.Create(ofWriters));
        settings.Options += " -c default_transaction_read_only=on";
        pool = NpgsqlDataSource.Create(settings);
    }

    public override Dialect Dialect => PostgreSqlDialect.Instance;

    public override async Task<DbConnection> OpenAsync(CancellationToken ct)
    {
        var connection = await pool.OpenConnectionAsync(ct);
        try
        {
            await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
            // Said again here: a pooler between us and the server may drop start-up options. The savepoint is where a
            // query that failed goes back to, so that the others still read the same snapshot.
            await ExecuteAsync(connection, "SET TRANSACTION READ ONLY; SAVEPOINT reading", ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override async Task<DbConnection> OpenForErasureAsync(CancellationToken ct) => await writing.Value.OpenConnectionAsync(ct);

    // Each statement says again whose rows it changes, or has locked them: the snapshot of the moment is enough.
    public override async Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken ct) =>
        await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);

    // Pages and log age out by themselves; nothing the portal may do hastens it.
    public override Task<bool> FlushAsync(DbConnection connection, CancellationToken ct) => Task.FromResult(true);

    public override Task<SourceSchema> ReadSchemaAsync(DbConnection connection, CancellationToken ct) =>
        PostgreSqlSchema.ReadAsync((NpgsqlConnection)connection, ct);

    public override async Task<DbDataReader> QueryAsync(DbCommand command, TimeSpan patience, CancellationToken ct)
    {
        command.CommandTimeout = (int)patience.TotalSeconds;
        return await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, ct);
    }

    /// <remarks>Closing a reader fetches what is left of its rows: the server is told to stop first.</remarks>
    public override async Task AbandonAsync(DbCommand command, DbDataReader reader)
    {
        command.Cancel();
        try
        {
            await reader.DisposeAsync();
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.QueryCanceled)
        {
            // What was asked for.
        }
        await RecoverAsync(command.Connection!);
    }

    public override async Task RecoverAsync(DbConnection connection)
    {
        if (connection.State != ConnectionState.Open) return;
        await ExecuteAsync((NpgsqlConnection)connection, "ROLLBACK TO SAVEPOINT reading", CancellationToken.None);
    }

    public override (SourceFault Fault, string Code) FaultOf(Exception error) => error switch
    {
        PostgresException { SqlState: var state } => (FaultOf(state), state),
        TimeoutException or { InnerException: TimeoutException } => (SourceFault.TimedOut, "timeout"),
        { InnerException: SocketException socket } => (SourceFault.Unreachable, socket.SocketErrorCode.ToString()),
        IOException or { InnerException: IOException } => (SourceFault.BrokeOff, "connection"),
        _ => (SourceFault.Unreachable, error.GetType().Name),
    };

    public override async ValueTask DisposeAsync()
    {
        await pool.DisposeAsync();
        if (writing.IsValueCreated) await writing.Value.DisposeAsync();
    }

    private static SourceFault FaultOf(string state) => state switch
    {
        "3D000" => SourceFault.Missing,
        "42501" or "25006" => SourceFault.Refused,
        "57014" => SourceFault.TimedOut,
        "55P03" or "40P01" => SourceFault.Locked,
        "53300" or "57P03" => SourceFault.Unreachable,
        "42P01" or "42703" or "42883" or "3F000" => SourceFault.SchemaDiffers,
        ['2', '8', ..] => SourceFault.Refused,
        ['2', '3', ..] => SourceFault.ConstraintRefuses,
        ['2', '2', ..] => SourceFault.ValueDoesNotFit,
        ['0', '8', ..] or ['5', '7', 'P', ..] => SourceFault.BrokeOff,
        ['X', 'X', ..] => SourceFault.Damaged,
        _ => SourceFault.Other,
    };

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
