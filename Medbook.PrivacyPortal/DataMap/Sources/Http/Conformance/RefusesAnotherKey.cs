namespace Medbook.PrivacyPortal.DataMap.Sources.Http.Conformance;

internal sealed class RefusesAnotherKey() : SystemPromise("A call that is signed with another key is refused (401).")
{
    public override async Task<Finding> TryAsync(SystemTrial trial, CancellationToken ct)
    {
        using var stranger = trial.AnotherClient(key: Guid.NewGuid().ToString("n"));
        return Finding.Of(Unless(SourceFault.Refused, await FailureAsync(() => stranger.DescribeAsync(ct))));
    }
}
