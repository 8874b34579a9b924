using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>The way into one source: the engine of a database, or the protocol of systems that are none.</summary>
/// <remarks>Every method throws <see cref="SourceUnavailableException"/> where the source cannot be opened now.</remarks>
internal abstract class SourceAccess : IAsyncDisposable
{
    /// <summary>Opens it for reading.</summary>
    public abstract Task<SourceReading> OpenAsync(CancellationToken ct);

    /// <summary>Opens it for erasing, on its schema as it is now.</summary>
    public abstract Task<SourceErasing> OpenForErasureAsync(CancellationToken ct);

    /// <summary>Opens it for correcting values, on its schema as it is now.</summary>
    public abstract Task<SourceCorrecting> OpenForCorrectionAsync(CancellationToken ct);

    /// <summary>Its schema as it is now.</summary>
    public abstract Task<LiveSchema> ReadSchemaAsync(CancellationToken ct);

    /// <summary>Closes what is kept open between readings.</summary>
    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>No way: the configuration does not say how.</summary>
internal sealed class NoAccess(string sourceName, SourceFault why) : SourceAccess
{
    public override Task<SourceReading> OpenAsync(CancellationToken ct) => throw Refusal();

    public override Task<SourceErasing> OpenForErasureAsync(CancellationToken ct) => throw Refusal();

    public override Task<SourceCorrecting> OpenForCorrectionAsync(CancellationToken ct) => throw Refusal();

    public override Task<LiveSchema> ReadSchemaAsync(CancellationToken ct) => throw Refusal();

    private SourceUnavailableException Refusal() => new(sourceName, why);
}
