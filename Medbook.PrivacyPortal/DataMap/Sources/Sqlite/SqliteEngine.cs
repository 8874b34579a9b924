using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Medbook.PrivacyPortal.DataMap.Sources.Sqlite;

/// <summary>A source in an SQLite file.</summary>
internal sealed class SqliteEngine(string connectionString) : SourceEngine
{
    private readonly string readOnly = new SqliteConnectionStringBuilder(connectionString)
    {
        Mode = SqliteOpenMode.ReadOnly,
        // A pooled handle would go on reading the old file after somebody put a new one in its place.
        Pooling = false,
        // How long a lock is waited for, in seconds: a person waits behind it.
        DefaultTimeout = 3,
    }.ConnectionString;

    private readonly string writing = new SqliteConnectionStringBuilder(connectionString)
    {
        Mode = new SqliteConnectionStringBuilder(connectionString).Mode == SqliteOpenMode.ReadOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWrite,
        Pooling = false,
        DefaultTimeout = 3,
    }.ConnectionString;

    public override Dialect Dialect => SqliteDialect.Instance;

    public override async Task<DbConnection> OpenAsync(CancellationToken ct)
    {
        var connection = new SqliteConnection(readOnly);
        try
        {
            await connection.OpenAsync(ct);
            await ExecuteAsync(connection, "PRAGMA query_only = 1", ct);
            connection.BeginTransaction(deferred: true);
            // The snapshot begins with the first read; so does the lock, which must be seen here and not later.
            await ExecuteAsync(connection, "SELECT count(*) FROM sqlite_schema", ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <remarks>
    /// Freed space is overwritten with zeros, and what a statement keeps aside stays in memory: none of the erased bytes
    /// outlive the checkpoint. The log is not written back inside a commit, where everybody waits for it: <see cref="WriteBackAsync"/> does that.
    /// </remarks>
    public override async Task<DbConnection> OpenForErasureAsync(CancellationToken ct)
    {
        var connection = new SqliteConnection(writing);
        try
        {
            await connection.OpenAsync(ct);
            await ExecuteAsync(connection, "PRAGMA busy_timeout = 3000; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 0", ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // IMMEDIATE: a transaction that reads first and writes then could find the file changed in between, and fail.
    public override Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken ct) =>
        Task.Run<DbTransaction>(() => ((SqliteConnection)connection).BeginTransaction(deferred: false), ct);

    public override async Task WriteBackAsync(DbConnection connection)
    {
        try
        {
            await ExecuteAsync((SqliteConnection)connection, "PRAGMA wal_checkpoint(PASSIVE)", CancellationToken.None);
        }
        catch (SqliteException)
        {
            // The transaction is committed: it did not fail. Nothing is certified before FlushAsync wrote back everything.
        }
    }

    public override Task<bool> FlushAsync(DbConnection connection, CancellationToken ct) => Task.Run(() =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        using var reader = command.ExecuteReader();
        return reader.Read() && reader.GetInt64(0) == 0;
    }, ct);

    public override Task<SourceSchema> ReadSchemaAsync(DbConnection connection, CancellationToken ct) =>
        SqliteSchema.ReadAsync((SqliteConnection)connection, ct);

    /// <remarks>
    /// SQLite works on the calling thread and its <c>DbCommand.Cancel</c> does nothing: the first row, where sorting and
    /// counting happen, is awaited on another thread and interrupted when the caller gives up.
    /// </remarks>
    public override async Task<DbDataReader> QueryAsync(DbCommand command, TimeSpan patience, CancellationToken ct)
    {
        var handle = ((SqliteConnection)command.Connection!).Handle;
        try
        {
            return await Task.Run(() =>
            {
                using var interrupt = ct.Register(() => raw.sqlite3_interrupt(handle));
                return command.ExecuteReader(CommandBehavior.SequentialAccess);
            }, ct);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            throw new OperationCanceledException(ct);
        }
    }

    public override async Task AbandonAsync(DbCommand command, DbDataReader reader) => await reader.DisposeAsync();

    // A query that failed leaves an SQLite transaction as it was.
    public override Task RecoverAsync(DbConnection connection) => Task.CompletedTask;

    public override (SourceFault Fault, string Code) FaultOf(Exception error)
    {
        if (error is not SqliteException e) return (SourceFault.Other, error.GetType().Name);
        var fault = e.SqliteErrorCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => SourceFault.Locked,
            raw.SQLITE_CANTOPEN => File.Exists(new SqliteConnectionStringBuilder(readOnly).DataSource)
                ? SourceFault.Unreachable : SourceFault.Missing,
            // Without an extended code: somebody writes where they may only read.
            raw.SQLITE_READONLY => e.SqliteExtendedErrorCode == raw.SQLITE_READONLY ? SourceFault.Refused : SourceFault.Unreachable,
            raw.SQLITE_CONSTRAINT => SourceFault.ConstraintRefuses,
            raw.SQLITE_PERM or raw.SQLITE_AUTH => SourceFault.Refused,
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_FORMAT => SourceFault.Damaged,
            raw.SQLITE_IOERR or raw.SQLITE_FULL or raw.SQLITE_NOMEM => SourceFault.BrokeOff,
            raw.SQLITE_SCHEMA => SourceFault.SchemaDiffers,
            raw.SQLITE_ERROR when e.Message.Contains("no such", StringComparison.Ordinal) => SourceFault.SchemaDiffers,
            _ => SourceFault.Other,
        };
        return (fault, e.SqliteExtendedErrorCode.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }
}
