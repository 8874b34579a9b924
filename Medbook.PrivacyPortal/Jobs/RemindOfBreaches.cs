using Medbook.PrivacyPortal.Domain.Permissions;
using Quartz;

namespace Medbook.PrivacyPortal.Jobs;

/// <summary>Reminds the officers of the 72 hours of a data breach, at every tick.</summary>
internal sealed class RemindOfBreaches(Operations.Breaches.RemindOfBreaches remind) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await remind.RunAsync(Actor.Portal, cancellationToken);
}
