namespace Medbook.PrivacyPortal.DataMap.Sources.Http;

/// <summary>Speaks the protocol of systems that are no database with one of them.</summary>
internal sealed class SystemClient : IDisposable
{
    /// <summary>A client of a system. Every method throws <see cref="SourceFailedException"/> where the system fails.</summary>
    public static SystemClient Of(string source, Uri address, string key) => throw new NotImplementedException();

    public Task<SystemDescription> DescribeAsync(CancellationToken ct) => throw new NotImplementedException();

    public Task<FindAnswer> FindAsync(FindQuestion question, CancellationToken ct) => throw new NotImplementedException();

    public IAsyncEnumerable<ExportLine> ExportAsync(ExportQuestion question, CancellationToken ct) => throw new NotImplementedException();

    public Task<PlanAnswer> PlanAsync(PlanQuestion question, CancellationToken ct) => throw new NotImplementedException();

    public Task<EraseAnswer> EraseAsync(EraseOrder order, string idempotencyKey, CancellationToken ct) => throw new NotImplementedException();

    public Task<RectifyAnswer> RectifyAsync(RectifyOrder order, string idempotencyKey, CancellationToken ct) => throw new NotImplementedException();

    public Task<RestrictAnswer> RestrictAsync(RestrictOrder order, string idempotencyKey, CancellationToken ct) => throw new NotImplementedException();

    public void Dispose() { }
}
