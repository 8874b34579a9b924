using Medbook.PrivacyPortal.Infrastructure.Mail;

namespace Medbook.PrivacyPortal.Jobs;

/// <summary>Delivers when the bell rings, so that nobody waits for the next tick with a code to type.</summary>
internal sealed partial class SendMailAtOnce(MailBell bell, IServiceScopeFactory scopes, ILogger<SendMailAtOnce> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await bell.WaitAsync(stoppingToken);
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<MailDelivery>().RunAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // The job tries again at its next tick; a fault here must not end the portal.
                LogFault(fault);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Mail could not be delivered at once; the job tries again.")]
    private partial void LogFault(Exception fault);
}
