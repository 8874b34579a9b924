using Medbook.PrivacyPortal.Domain.Permissions;
using Quartz;

namespace Medbook.PrivacyPortal.Jobs;

/// <summary>Tells the officers about holds whose day of review is there, at every tick.</summary>
internal sealed class RemindOfHolds(Operations.Holds.RemindOfHolds remind) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await remind.RunAsync(Actor.Portal, cancellationToken);
}
