using Medbook.PrivacyPortal.Domain.Permissions;
using Quartz;

namespace Medbook.PrivacyPortal.Jobs;

/// <summary>Counts again what the dashboard shows, at every tick.</summary>
internal sealed class CompareFigures(Operations.Figures.CompareFigures compare) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await compare.RunAsync(Actor.Portal, cancellationToken);
}
