using Medbook.PrivacyPortal.Domain.Permissions;
using Quartz;

namespace Medbook.PrivacyPortal.Jobs;

/// <summary>Forgets what signing in left behind and is over its period, at every tick.</summary>
internal sealed class ForgetSignIns(Operations.Accounts.ForgetSignIns forget) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await forget.RunAsync(Actor.Portal, cancellationToken);
}
