using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources.Http;

/// <summary>One correcting in a system that is no database: it changes a value only where it still holds what was read a moment before.</summary>
internal sealed class SystemCorrecting(Source source, LiveSchema schema, SystemClient client) : SourceCorrecting
{
    public override Task<CellOutcome> ChangeAsync(CellChange change, CancellationToken ct) => new SystemCell(source, schema, client, change).AskAsync(dryRun: false, ct);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
