using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>One erasing in a database: a connection that can write, with no transaction open between calls. Each call is one transaction, whole or not at all.</summary>
internal sealed class DatabaseErasing : SourceErasing
{
    private readonly Source source;
    private readonly SourceSchema schema;
    private readonly WritingConnection connection;
    private readonly Lazy<ErasureGraph> graph;
    private readonly ErasedHash hash = new();
    private readonly SparedRows spared = new();

    public DatabaseErasing(Source source, SourceSchema schema, WritingConnection connection)
    {
        (this.source, this.schema, this.connection) = (source, schema, connection);
        graph = new(() => ErasureGraph.Of(source, schema.Live));
    }

    public override IReadOnlyList<Dataset> Order => graph.Value.Order;

    public override TimeSpan LastLock => connection.LastLock;

    public override async Task<IReadOnlyList<ErasableRow>> FindAsync(Dataset dataset, Reach reach, string? afterKey, int limit, CancellationToken ct)
    {
        CheckKey(dataset);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        if (!MayChange(dataset, reach)) return [];
        var select = new ErasureSelect(source, schema, connection.Dialect, dataset, reach, rowsAreKnown: false);
        return await connection.RowsAsync(select.Page(afterKey, limit), select.Read, ct);
    }

    public override void Spare(Dataset dataset, IEnumerable<string> keys) => spared.Spare(dataset, keys);

    public override async Task<IReadOnlyList<ErasedRow>> EraseAsync(Dataset dataset, Reach reach, IReadOnlyList<string> keys, CancellationToken ct)
    {
        CheckKey(dataset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(keys.Count, MostKeys, nameof(keys));
        if (keys.Count == 0) return [];
        if (!MayChange(dataset, reach)) return [.. keys.Select(key => new ErasedRow(key, RowOutcome.Gone))];
        var batch = new ErasureBatch(source, schema, graph.Value, connection, hash, dataset, reach, spared, ct);
        return await connection.InTransactionAsync(() => batch.RunAsync(keys), ct);
    }

    public override async Task<long> EraseSomeAsync(Dataset dataset, Reach reach, int limit, CancellationToken ct)
    {
        if (dataset.Key.Count > 0) throw new ArgumentException("Rows with a key are erased one by one.", nameof(dataset));
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        if (!MayChange(dataset, reach)) return 0;
        var erasure = new KeylessErasure(source, schema, connection, hash, dataset, reach, ct);
        return await connection.InTransactionAsync(() => erasure.RunAsync(limit), ct);
    }

    public override Task<bool> FlushAsync(CancellationToken ct) => connection.FlushAsync(ct);

    public override ValueTask DisposeAsync()
    {
        hash.Dispose();
        return connection.DisposeAsync();
    }

    private protected override async Task<long> CountAsync(Dataset dataset, Reach reach, IReadOnlyList<string>? among, CancellationToken ct)
    {
        if (!MayChange(dataset, reach)) return 0;
        var select = new ErasureSelect(source, schema, connection.Dialect, dataset, reach, rowsAreKnown: among is not null);
        return (await connection.RowsAsync(select.Count(among), reader => reader.GetInt64(0), ct))[0];
    }

    // A view shows what tables hold, and goes with them.
    private bool MayChange(Dataset dataset, Reach reach) => (reach.MayTake(dataset) || RowErasure.Touches(dataset)) && schema.Live.Find(dataset.Table) is not { IsView: true };

    private static void CheckKey(Dataset dataset)
    {
        if (dataset.Key.Count == 0) throw new ArgumentException("Rows without a key are erased by path.", nameof(dataset));
    }
}
