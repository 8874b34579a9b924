using System.Threading.Channels;

namespace Medbook.PrivacyPortal.Infrastructure.Mail;

/// <summary>
/// Rings after a commit that put mail into the outbox, so that a code arrives at once. Only for speed: a mail whose ring
/// is never heard goes with the next tick of the job.
/// </summary>
public sealed class MailBell
{
    private readonly Channel<bool> rings = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>There is mail. Rings that nobody heard yet become one.</summary>
    public void Ring() => rings.Writer.TryWrite(true);

    /// <summary>Waits for the next ring.</summary>
    public async Task WaitAsync(CancellationToken ct) => await rings.Reader.ReadAsync(ct);
}
