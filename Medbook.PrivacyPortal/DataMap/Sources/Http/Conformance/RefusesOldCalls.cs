namespace Medbook.PrivacyPortal.DataMap.Sources.Http.Conformance;

internal sealed class RefusesOldCalls() : SystemPromise("A call that was signed an hour ago is refused (401).")
{
    public override async Task<Finding> TryAsync(SystemTrial trial, CancellationToken ct)
    {
        using var late = trial.AnotherClient(time: new HourAgo(trial.Clock));
        return Finding.Of(Unless(SourceFault.Refused, await FailureAsync(() => late.DescribeAsync(ct))));
    }

    private sealed class HourAgo(TimeProvider clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow().AddHours(-1);
    }
}
