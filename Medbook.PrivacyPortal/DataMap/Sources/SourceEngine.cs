using System.Data.Common;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>One database engine, pointed at one source: how it is opened, described, asked and written to.</summary>
internal abstract class SourceEngine : IAsyncDisposable
{
    public abstract Dialect Dialect { get; }

    /// <summary>Opens a connection that cannot write, with one snapshot: everything read through it belongs together.</summary>
    /// <returns>The connection, its transaction begun.</returns>
    public abstract Task<DbConnection> OpenAsync(CancellationToken ct);

    /// <summary>Opens a connection that can write, with no transaction; what is deleted through it is overwritten where the engine can.</summary>
    public abstract Task<DbConnection> OpenForErasureAsync(CancellationToken ct);

    /// <summary>Begins a transaction that writes: nobody else's write comes between what it reads and what it changes of a row.</summary>
    public abstract Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken ct);

    /// <summary>Keeps the engine's log of changes short after a transaction, while others read and write.</summary>
    public virtual Task WriteBackAsync(DbConnection connection) => Task.CompletedTask;

    /// <summary>Takes what was erased out of the engine's log of changes, as far as it can be.</summary>
    /// <returns>False where somebody who still reads holds it back.</returns>
    public abstract Task<bool> FlushAsync(DbConnection connection, CancellationToken ct);

    /// <summary>Tables, views and their columns as they are now.</summary>
    public abstract Task<SourceSchema> ReadSchemaAsync(DbConnection connection, CancellationToken ct);

    /// <summary>Runs a query and gives its rows one by one; nothing is buffered.</summary>
    /// <param name="command">The query.</param>
    /// <param name="patience">How long the first row may take.</param>
    /// <param name="ct">Ends the query in the database, too.</param>
    public abstract Task<DbDataReader> QueryAsync(DbCommand command, TimeSpan patience, CancellationToken ct);

    /// <summary>Ends a query that was not read to its end, without fetching the rest.</summary>
    public abstract Task AbandonAsync(DbCommand command, DbDataReader reader);

    /// <summary>Makes the connection usable again after a query that failed or was abandoned; the snapshot stays.</summary>
    public abstract Task RecoverAsync(DbConnection connection);

    /// <summary>What an error of this engine means.</summary>
    public abstract (SourceFault Fault, string Code) FaultOf(Exception error);

    /// <summary>Whether an error is the source's, and not the caller's or the portal's.</summary>
    public virtual bool IsFaultOfSource(Exception error) => error is DbException or IOException or TimeoutException;

    /// <summary>Closes what is kept open between readings.</summary>
    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
