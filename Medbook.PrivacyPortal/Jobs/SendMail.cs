using Medbook.PrivacyPortal.Infrastructure.Mail;
using Quartz;

namespace Medbook.PrivacyPortal.Jobs;

/// <summary>Delivers what waits in the outbox, at every tick.</summary>
internal sealed class SendMail(MailDelivery delivery) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await delivery.RunAsync(cancellationToken);
}
