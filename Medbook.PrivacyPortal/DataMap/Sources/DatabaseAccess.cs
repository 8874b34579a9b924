using System.Data.Common;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>The way into a database. Opened anew for each reading; nothing is held in between but its schema.</summary>
internal sealed class DatabaseAccess(Source map, SourceEngine engine) : SourceAccess
{
    private volatile SourceSchema? schema;

    public override async Task<SourceReading> OpenAsync(CancellationToken ct)
    {
        var (connection, live) = await ConnectAsync(() => engine.OpenAsync(ct), ct);
        return new DatabaseReading(map, live, new ReadingConnection(map.Name, engine, connection, SchemaDiffers), SchemaDiffers);
    }

    public override async Task<SourceErasing> OpenForErasureAsync(CancellationToken ct)
    {
        var (connection, live) = await ConnectToWriteAsync(ct);
        return new DatabaseErasing(map, live, connection);
    }

    // What is overwritten is the old value of a person: it is gone from the file as what is erased is.
    public override async Task<SourceCorrecting> OpenForCorrectionAsync(CancellationToken ct)
    {
        var (connection, live) = await ConnectToWriteAsync(ct);
        return new DatabaseCorrecting(map, live, connection, SchemaDiffers);
    }

    public override async Task<LiveSchema> ReadSchemaAsync(CancellationToken ct)
    {
        schema = null;
        var (connection, live) = await ConnectAsync(() => engine.OpenAsync(ct), ct);
        await connection.DisposeAsync();
        return live.Live;
    }

    public override ValueTask DisposeAsync() => engine.DisposeAsync();

    private void SchemaDiffers() => schema = null;

    private async Task<(WritingConnection Connection, SourceSchema Schema)> ConnectToWriteAsync(CancellationToken ct)
    {
        schema = null;
        var (connection, live) = await ConnectAsync(() => engine.OpenForErasureAsync(ct), ct);
        return (new WritingConnection(map.Name, engine, connection, SchemaDiffers), live);
    }

    private async Task<(DbConnection Connection, SourceSchema Schema)> ConnectAsync(Func<Task<DbConnection>> open, CancellationToken ct)
    {
        DbConnection? connection = null;
        try
        {
            connection = await open();
            // Read once: queries look up types in it. A table that changes later makes its queries fail, and this is read again.
            return (connection, schema ??= await engine.ReadSchemaAsync(connection, ct));
        }
        catch (Exception e) when (engine.IsFaultOfSource(e))
        {
            if (connection is not null) await connection.DisposeAsync();
            ct.ThrowIfCancellationRequested();
            var (fault, code) = engine.FaultOf(e);
            throw new SourceUnavailableException(map.Name, fault, code);
        }
    }
}
