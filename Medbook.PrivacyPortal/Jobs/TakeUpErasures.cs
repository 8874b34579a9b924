using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Erasure;
using Quartz;

namespace Medbook.PrivacyPortal.Jobs;

/// <summary>Wants the rest of erasures that nothing holds any more, at every tick.</summary>
internal sealed class TakeUpErasures(ResumeErasures resume) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await resume.RunAsync(Actor.Portal, cancellationToken);
}
