using Medbook.PrivacyPortal.Domain.Permissions;
using Quartz;

namespace Medbook.PrivacyPortal.Jobs;

/// <summary>Limits the use of what is contested, where the setting says so, at every tick.</summary>
internal sealed class LimitContested(Operations.Restrictions.LimitContested limit) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await limit.RunAsync(Actor.Portal, cancellationToken);
}
