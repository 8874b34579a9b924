using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.PolicyVersions;
using Quartz;

namespace Medbook.PrivacyPortal.Jobs;

/// <summary>Tells people of material changes of the policy, and goes on where it stopped.</summary>
internal sealed class TellOfPolicies(TellOfPolicy tell) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await tell.RunAsync(Actor.Portal, cancellationToken);
}
