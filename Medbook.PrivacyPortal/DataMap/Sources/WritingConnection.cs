using System.Data;
using System.Data.Common;
using System.Diagnostics;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>A connection that can write, one statement at a time; what fails in the engine is thrown as a fault of the source.</summary>
internal sealed class WritingConnection(string sourceName, SourceEngine engine, DbConnection connection, Action schemaDiffers) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public string SourceName => sourceName;

    public Dialect Dialect => engine.Dialect;

    /// <summary>How long the last transaction kept others from writing.</summary>
    public TimeSpan LastLock { get; private set; }

    /// <summary>Runs a statement to its end and gives its rows.</summary>
    /// <exception cref="SourceFailedException">The source fails.</exception>
    public Task<List<T>> RowsAsync<T>(Sql sql, Func<DbDataReader, T> read, CancellationToken ct) => GuardAsync(async () =>
    {
        await using var command = sql.Into(connection.CreateCommand());
        await using var reader = await engine.QueryAsync(command, Patience, ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct)) rows.Add(read(reader));
        return rows;
    }, ct);

    /// <summary>Does some work in one transaction; nothing of it stays where it fails.</summary>
    public async Task<T> InTransactionAsync<T>(Func<Task<T>> work, CancellationToken ct)
    {
        await using var transaction = await GuardAsync(() => engine.BeginAsync(connection, ct), ct);
        var began = Stopwatch.GetTimestamp();
        var result = await work();
        // Not cancelled any more: nobody could tell whether it was done.
        return await GuardAsync(async () =>
        {
            await transaction.CommitAsync(CancellationToken.None);
            LastLock = Stopwatch.GetElapsedTime(began);
            await engine.WriteBackAsync(connection);
            return result;
        }, CancellationToken.None);
    }

    public Task<bool> FlushAsync(CancellationToken ct) => GuardAsync(() => engine.FlushAsync(connection, ct), ct);

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task<T> GuardAsync<T>(Func<Task<T>> work, CancellationToken ct)
    {
        if (connection.State != ConnectionState.Open) throw new SourceFailedException(sourceName, SourceFault.BrokeOff);
        try
        {
            return await work();
        }
        catch (Exception e) when (engine.IsFaultOfSource(e))
        {
            ct.ThrowIfCancellationRequested();
            var (fault, code) = engine.FaultOf(e);
            if (fault == SourceFault.SchemaDiffers) schemaDiffers();
            throw new SourceFailedException(sourceName, fault, code);
        }
    }
}
