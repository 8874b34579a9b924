using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>A connection that cannot write, one query at a time; what fails in the engine is thrown as a fault of the source.</summary>
internal sealed class ReadingConnection(string sourceName, SourceEngine engine, DbConnection connection, Action schemaDiffers) : IAsyncDisposable
{
    // A person waits for a page; a copy of everything may sort for a while before its first row.
    private static readonly TimeSpan PagePatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StreamPatience = TimeSpan.FromMinutes(10);

    public Dialect Dialect => engine.Dialect;

    /// <summary>The first row of a query; null where it has none.</summary>
    public async Task<T?> FirstAsync<T>(Sql sql, Func<DbDataReader, T> read, CancellationToken ct) where T : class => (await AllAsync(sql, read, ct)).FirstOrDefault();

    /// <summary>All rows of a query.</summary>
    public async Task<List<T>> AllAsync<T>(Sql sql, Func<DbDataReader, T> read, CancellationToken ct)
    {
        await using var command = sql.Into(connection.CreateCommand());
        return await GuardAsync(async () =>
        {
            await using var reader = await engine.QueryAsync(command, PagePatience, ct);
            var rows = new List<T>();
            while (await reader.ReadAsync(ct)) rows.Add(read(reader));
            return rows;
        }, ct);
    }

    /// <summary>The rows of a query one by one, as the engine gives them.</summary>
    public async IAsyncEnumerable<T> StreamAsync<T>(Sql sql, Func<DbDataReader, T> read, [EnumeratorCancellation] CancellationToken ct) where T : class
    {
        await using var command = sql.Into(connection.CreateCommand());
        var reader = await GuardAsync(() => engine.QueryAsync(command, StreamPatience, ct), ct);
        var atEnd = false;
        try
        {
            while (true)
            {
                // GuardAsync for each row would cost more than the row: it is asked only once something went wrong.
                T? next = null;
                Exception? failed = null;
                try
                {
                    if (await reader.ReadAsync(ct)) next = read(reader);
                }
                catch (Exception e) when (e is OperationCanceledException || engine.IsFaultOfSource(e))
                {
                    failed = e;
                }
                if (failed is not null) await GuardAsync(() => Task.FromException<bool>(failed), ct);
                if (next is null) break;
                yield return next;
            }
            atEnd = true;
        }
        finally
        {
            if (atEnd) await reader.DisposeAsync();
            else await AbandonAsync(command, reader);
        }
    }

    /// <summary>The connection goes back.</summary>
    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task AbandonAsync(DbCommand command, DbDataReader reader)
    {
        try
        {
            await engine.AbandonAsync(command, reader);
        }
        catch (Exception e) when (engine.IsFaultOfSource(e))
        {
            // The source is gone, and whoever reads already knows it: the connection is closed instead of given back.
            await connection.CloseAsync();
        }
    }

    private async Task<T> GuardAsync<T>(Func<Task<T>> read, CancellationToken ct)
    {
        // An earlier query of this reading found the source gone.
        if (connection.State != ConnectionState.Open) throw new SourceFailedException(sourceName, SourceFault.BrokeOff);
        try
        {
            return await read();
        }
        catch (Exception e) when (engine.IsFaultOfSource(e))
        {
            ct.ThrowIfCancellationRequested();
            await RecoverAsync();
            var (fault, code) = engine.FaultOf(e);
            if (fault == SourceFault.SchemaDiffers) schemaDiffers();
            throw new SourceFailedException(sourceName, fault, code);
        }
        catch (OperationCanceledException)
        {
            await RecoverAsync();
            throw;
        }
    }

    private async Task RecoverAsync()
    {
        try
        {
            await engine.RecoverAsync(connection);
        }
        catch (Exception e) when (engine.IsFaultOfSource(e))
        {
            await connection.CloseAsync();
        }
    }
}
