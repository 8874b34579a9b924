using Medbook.PrivacyPortal.Domain.Permissions;
using Quartz;

namespace Medbook.PrivacyPortal.Jobs;

/// <summary>Asks everybody for a proof of identity, where the setting is on. It ticks also where it is off: Quartz keeps its jobs, so one that was once registered goes on.</summary>
internal sealed class AskAlways(Operations.Cases.Identity.AskAlways ask) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await ask.RunAsync(Actor.Portal, cancellationToken);
}
