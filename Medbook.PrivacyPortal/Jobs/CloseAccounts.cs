using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Closing;
using Quartz;

namespace Medbook.PrivacyPortal.Jobs;

/// <summary>Reminds whose account is about to close, and begins the closings whose days are over, at every tick.</summary>
internal sealed class CloseAccounts(RemindOfClosings remind, BeginClosings begin) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await remind.RunAsync(Actor.Portal, cancellationToken);
        await begin.RunAsync(Actor.Portal, cancellationToken);
    }
}
