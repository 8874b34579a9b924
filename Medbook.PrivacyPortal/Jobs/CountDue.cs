using Medbook.PrivacyPortal.Domain.Permissions;
using Quartz;

namespace Medbook.PrivacyPortal.Jobs;

/// <summary>Counts once a day the records whose period has ended.</summary>
internal sealed class CountDue(Operations.Retention.CountDue count) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await count.RunAsync(Actor.Portal, cancellationToken);
}
