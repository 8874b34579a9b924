using System.Collections.Concurrent;

namespace Medbook.PrivacyPortal.Tests.Support.Systems;

/// <summary>A clock on which pauses are over at once, and are written down; what is waited for longer than a pause never comes.</summary>
/// <param name="longestPause">What is longer is no pause.</param>
internal sealed class HastyClock(TimeSpan longestPause) : TimeProvider
{
    /// <summary>The pauses there were, in their order.</summary>
    public ConcurrentQueue<TimeSpan> Pauses { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var isPause = dueTime >= TimeSpan.Zero && dueTime <= longestPause;
        if (isPause) Pauses.Enqueue(dueTime);
        return base.CreateTimer(callback, state, isPause ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
