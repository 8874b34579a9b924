using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>A source of the map as it is live: a database, or a system. Opened anew for each reading; nothing is held in between.</summary>
public sealed class LiveSource : IAsyncDisposable
{
    private readonly Lazy<SourceAccess> access;

    internal LiveSource(Source map, Func<SourceAccess> open) => (Map, access) = (map, new(open));

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
    public Task<SourceReading> OpenAsync(CancellationToken ct) => OpenedAsync(way => way.OpenAsync(ct));

    /// <summary>Opens it for erasing, on its schema as it is now.</summary>
    /// <exception cref="SourceUnavailableException">
    /// It cannot be opened now; <see cref="SourceFault.SchemaDiffers"/> where it drifted: destruction in a source that the map no longer describes waits.
    /// </exception>
    public Task<SourceErasing> OpenForErasureAsync(CancellationToken ct) => OpenedToWriteAsync(way => way.OpenForErasureAsync(ct));

    /// <summary>Opens it for correcting values, on its schema as it is now.</summary>
    /// <exception cref="SourceUnavailableException">
    /// It cannot be opened now; <see cref="SourceFault.SchemaDiffers"/> where it drifted: nothing is written where the map no longer describes.
    /// </exception>
    public Task<SourceCorrecting> OpenForCorrectionAsync(CancellationToken ct) => OpenedToWriteAsync(way => way.OpenForCorrectionAsync(ct));

    /// <summary>Reads the live schema anew.</summary>
    /// <exception cref="SourceUnavailableException">It cannot be opened now.</exception>
    public Task<LiveSchema> ReadSchemaAsync(CancellationToken ct) => OpenedAsync(way => way.ReadSchemaAsync(ct));

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
        if (access.IsValueCreated) await access.Value.DisposeAsync();
    }

    private async Task<T> OpenedToWriteAsync<T>(Func<SourceAccess, Task<T>> open)
    {
        if (Drift.Count > 0) throw new SourceUnavailableException(Name, SourceFault.SchemaDiffers);
        return await OpenedAsync(open);
    }

    private async Task<T> OpenedAsync<T>(Func<SourceAccess, Task<T>> open)
    {
        try
        {
            var opened = await open(access.Value);
            Fault = null;
            return opened;
        }
        catch (SourceUnavailableException e)
        {
            Fault = e.Fault;
            throw;
        }
    }
}
