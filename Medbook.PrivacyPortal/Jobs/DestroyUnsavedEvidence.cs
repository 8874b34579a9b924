using Medbook.PrivacyPortal.Domain.Permissions;
using Quartz;
using Destroy = Medbook.PrivacyPortal.Operations.Measures.DestroyUnsavedEvidence;

namespace Medbook.PrivacyPortal.Jobs;

/// <summary>Destroys the files that were added for a review and not saved with it within a day, at every tick.</summary>
internal sealed class DestroyUnsavedEvidence(Destroy destroy) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await destroy.RunAsync(Actor.Portal, cancellationToken);
}
