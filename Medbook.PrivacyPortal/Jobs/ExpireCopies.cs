using Medbook.PrivacyPortal.Domain.Permissions;
using Quartz;
using Expire = Medbook.PrivacyPortal.Operations.Copies.ExpireCopies;

namespace Medbook.PrivacyPortal.Jobs;

/// <summary>Ends the copies whose time is over, at every tick.</summary>
internal sealed class ExpireCopies(Expire expire) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await expire.RunAsync(Actor.Portal, cancellationToken);
}
