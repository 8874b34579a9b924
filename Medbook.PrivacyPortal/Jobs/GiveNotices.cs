using Medbook.PrivacyPortal.Domain.Permissions;
using Quartz;
using Give = Medbook.PrivacyPortal.Operations.Cases.Notices.GiveNotices;

namespace Medbook.PrivacyPortal.Jobs;

/// <summary>Tells the team about clocks that run out, at every tick.</summary>
internal sealed class GiveNotices(Give give) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await give.RunAsync(Actor.Portal, cancellationToken);
}
