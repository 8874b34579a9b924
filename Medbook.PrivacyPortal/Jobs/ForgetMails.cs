using Medbook.PrivacyPortal.Domain.Permissions;
using Quartz;

namespace Medbook.PrivacyPortal.Jobs;

/// <summary>Forgets mails that are out and went to nobody whom the portal knows, at every tick.</summary>
internal sealed class ForgetMails(Operations.Accounts.ForgetMails forget) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await forget.RunAsync(Actor.Portal, cancellationToken);
}
