using Medbook.PrivacyPortal.Infrastructure.Scheduling;
using Quartz;

namespace Medbook.PrivacyPortal.Jobs;

/// <summary>Wakes the makers of copies at every tick, for runs whose bell nobody heard and for those whose maker died.</summary>
internal sealed class MakeCopies(RunBell bell) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        bell.Ring();
        return ValueTask.CompletedTask;
    }
}
