using System.Threading.RateLimiting;

namespace Medbook.PrivacyPortal.Features.Restrictions;

/// <summary>How often one network address may ask: 600 questions a minute, of a thousand persons each (choice).</summary>
public sealed class RestrictionsPace : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = 600, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>Whether an address may ask once more now.</summary>
    public bool MayAsk(string address)
    {
        using var lease = limiter.AttemptAcquire(address);
        return lease.IsAcquired;
    }

    /// <inheritdoc />
    public void Dispose() => limiter.Dispose();
}
