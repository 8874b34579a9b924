using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources.Http;

/// <summary>The way into a system that is no database. Each opening asks what it holds: whoever has it open knows that it answers.</summary>
internal sealed class SystemAccess(Source map, SystemClient client) : SourceAccess
{
    public override async Task<SourceReading> OpenAsync(CancellationToken ct) => new SystemReading(map, await ReadSchemaAsync(ct), client);

    public override async Task<SourceErasing> OpenForErasureAsync(CancellationToken ct) => new SystemErasing(map, await ReadSchemaAsync(ct), client);

    public override async Task<SourceCorrecting> OpenForCorrectionAsync(CancellationToken ct) => new SystemCorrecting(map, await ReadSchemaAsync(ct), client);

    public override async Task<LiveSchema> ReadSchemaAsync(CancellationToken ct)
    {
        try
        {
            return SystemSchema.Of(map.Name, await client.DescribeAsync(ct));
        }
        catch (SourceFailedException e)
        {
            throw new SourceUnavailableException(map.Name, e.Fault, e.EngineCode);
        }
    }

    public override ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }
}
