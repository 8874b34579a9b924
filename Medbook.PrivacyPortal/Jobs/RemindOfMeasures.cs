using Medbook.PrivacyPortal.Domain.Permissions;
using Quartz;

namespace Medbook.PrivacyPortal.Jobs;

/// <summary>Tells the officers about security measures that are due for review, at every tick.</summary>
internal sealed class RemindOfMeasures(Operations.Measures.RemindOfMeasures remind) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await remind.RunAsync(Actor.Portal, cancellationToken);
}
