using Medbook.PrivacyPortal.Domain.Permissions;
using Quartz;

namespace Medbook.PrivacyPortal.Jobs;

/// <summary>Reminds the recipients who said nothing to a notice, at every tick.</summary>
internal sealed class RemindRecipients(Operations.Recipients.RemindRecipients remind) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await remind.RunAsync(Actor.Portal, cancellationToken);
}
