using System.Threading.Channels;

namespace Medbook.PrivacyPortal.Infrastructure.Scheduling;

/// <summary>
/// Rings after a commit that left something to do, so that it is done at once. Only for speed: what a ring announces stands
/// in a table, and where nobody hears it the next tick of the job does.
/// </summary>
public abstract class Bell
{
    private readonly Channel<bool> rings = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>
    /// There is something to do. A ring wakes one who waits. Where nobody waits, rings become one: whoever is at work looks
    /// again before they wait.
    /// </summary>
    public void Ring() => rings.Writer.TryWrite(true);

    /// <summary>Waits for the next ring.</summary>
    public async Task WaitAsync(CancellationToken ct) => await rings.Reader.ReadAsync(ct);
}
