using Medbook.PrivacyPortal.Domain.Permissions;
using Quartz;

namespace Medbook.PrivacyPortal.Jobs;

/// <summary>Tells systems that are no database which uses are limited, at every tick.</summary>
internal sealed class TellSystems(Operations.Systems.TellSystems tell) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await tell.RunAsync(Actor.Portal, cancellationToken);
}
