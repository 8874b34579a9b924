using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Closing;
using Quartz;

namespace Medbook.PrivacyPortal.Jobs;

/// <summary>Tells whose account nobody used for long, and proposes to close it, at every tick.</summary>
internal sealed class WatchUnusedAccounts(ProposeClosings propose) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await propose.RunAsync(Actor.Portal, cancellationToken);
}
