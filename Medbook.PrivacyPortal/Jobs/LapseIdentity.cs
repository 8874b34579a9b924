using Medbook.PrivacyPortal.Domain.Permissions;
using Quartz;

namespace Medbook.PrivacyPortal.Jobs;

/// <summary>Ends the questions about identity whose time is over, at every tick.</summary>
internal sealed class LapseIdentity(Operations.Cases.Identity.LapseIdentity lapse) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await lapse.RunAsync(Actor.Portal, cancellationToken);
}
