using System.Data.Common;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>A source of the map with its live database. Opened anew for each reading; nothing is held in between.</summary>
public sealed class LiveSource : IAsyncDisposable
{
    private readonly Lazy<(SourceEngine? Engine, SourceFault Fault)> engine;
    private volatile SourceSchema? schema;

    internal LiveSource(Source map, Func<(SourceEngine? Engine, SourceFault Fault)> open) => (Map, engine) = (map, new(open));

    /// <summary>What the map says about it.</summary>
    public Source Map { get; }

    /// <summary>Its name in the map.</summary>
    public string Name => Map.Name;

    /// <summary>Why it could not be opened the last time; null where it could, or was never tried.</summary>
    public SourceFault? Fault { get; private set; }

    /// <summary>How the live schema differs from the map, as the last check said; empty where it fits, or was never checked.</summary>
    /// <remarks>Copies from a source that drifted are partial and name it; destruction in it waits.</remarks>
    public IReadOnlyList<string> Drift { get; private set; } = [];

    /// <summary>Keeps what a check of the live schema found.</summary>
    public void RecordDrift(IReadOnlyList<string> findings) => Drift = findings;

    /// <summary>Opens it for reading.</summary>
    /// <exception cref="SourceUnavailableException">It cannot be opened now.</exception>
    public async Task<SourceReading> OpenAsync(CancellationToken ct)
    {
        var (opened, connection, live) = await ConnectAsync(e => e.OpenAsync(ct), ct);
        return new SourceReading(Map, opened, live, connection, schemaDiffers: () => schema = null);
    }

    /// <summary>Opens it for erasing, on its schema as it is now.</summary>
    /// <exception cref="SourceUnavailableException">
    /// It cannot be opened now; <see cref="SourceFault.SchemaDiffers"/> where it drifted: destruction in a source that the map no longer describes waits.
    /// </exception>
    public async Task<SourceErasing> OpenForErasureAsync(CancellationToken ct)
    {
        if (Drift.Count > 0) throw new SourceUnavailableException(Name, SourceFault.SchemaDiffers);
        schema = null;
        var (opened, connection, live) = await ConnectAsync(e => e.OpenForErasureAsync(ct), ct);
        return new SourceErasing(Map, live, new WritingConnection(Name, opened, connection, schemaDiffers: () => schema = null));
    }

    /// <summary>Opens it for correcting values, on its schema as it is now.</summary>
    /// <exception cref="SourceUnavailableException">
    /// It cannot be opened now; <see cref="SourceFault.SchemaDiffers"/> where it drifted: nothing is written where the map no longer describes.
    /// </exception>
    public async Task<SourceCorrecting> OpenForCorrectionAsync(CancellationToken ct)
    {
        if (Drift.Count > 0) throw new SourceUnavailableException(Name, SourceFault.SchemaDiffers);
        schema = null;
        // What is overwritten is the old value of a person: it is gone from the file as what is erased is.
        var (opened, connection, live) = await ConnectAsync(e => e.OpenForErasureAsync(ct), ct);
        return new SourceCorrecting(Map, live, new WritingConnection(Name, opened, connection, SchemaDiffers), SchemaDiffers);

        void SchemaDiffers() => schema = null;
    }

    /// <summary>Reads the live schema anew.</summary>
    /// <exception cref="SourceUnavailableException">It cannot be opened now.</exception>
    public async Task<LiveSchema> ReadSchemaAsync(CancellationToken ct)
    {
        schema = null;
        var (_, connection, live) = await ConnectAsync(e => e.OpenAsync(ct), ct);
        await connection.DisposeAsync();
        return live.Live;
    }

    /// <summary>The persons with a verified address: <see cref="SourceReading.FindPersonsAsync"/> in a reading of its own.</summary>
    /// <exception cref="SourceException">It cannot be opened, or failed.</exception>
    public async Task<IReadOnlyList<PersonKey>> FindPersonsAsync(string verifiedAddress, int atMost, CancellationToken ct)
    {
        await using var reading = await OpenAsync(ct);
        return await reading.FindPersonsAsync(verifiedAddress, atMost, ct);
    }

    /// <summary>Closes what is kept open between readings.</summary>
    public async ValueTask DisposeAsync()
    {
        if (engine is { IsValueCreated: true, Value.Engine: { } opened }) await opened.DisposeAsync();
    }

    private async Task<(SourceEngine Engine, DbConnection Connection, SourceSchema Schema)> ConnectAsync(
        Func<SourceEngine, Task<DbConnection>> open, CancellationToken ct)
    {
        if (engine.Value.Engine is not { } opened)
        {
            Fault = engine.Value.Fault;
            throw new SourceUnavailableException(Name, engine.Value.Fault);
        }

        DbConnection? connection = null;
        try
        {
            connection = await open(opened);
            // Read once: queries look up types in it. A table that changes later makes its queries fail, and this is read again.
            var live = schema ??= await opened.ReadSchemaAsync(connection, ct);
            Fault = null;
            return (opened, connection, live);
        }
        catch (Exception e) when (opened.IsFaultOfSource(e))
        {
            if (connection is not null) await connection.DisposeAsync();
            ct.ThrowIfCancellationRequested();
            var (fault, code) = opened.FaultOf(e);
            Fault = fault;
            throw new SourceUnavailableException(Name, fault, code);
        }
    }
}
