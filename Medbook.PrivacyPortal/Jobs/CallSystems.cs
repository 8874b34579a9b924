using Medbook.PrivacyPortal.Domain.Permissions;
using Quartz;

namespace Medbook.PrivacyPortal.Jobs;

/// <summary>Calls Medbook's own systems about what changed, at every tick.</summary>
internal sealed class CallSystems(Operations.Systems.CallSystems call) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await call.RunAsync(Actor.Portal, cancellationToken);
}
