using Medbook.PrivacyPortal.Infrastructure.Scheduling;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Quartz;

namespace Medbook.PrivacyPortal.Jobs;

/// <summary>What the portal does by itself, and how often.</summary>
public static class JobsRegistration
{
    /// <summary>Registers the jobs; they run only where the portal serves.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services, PortalSettings settings) =>
        services
            .AddHostedService<SendMailAtOnce>()
            .AddHostedService<WatchSources>()
            .AddScheduling(settings, quartz => quartz.ScheduleJob<SendMail>(
                trigger => trigger.WithIdentity("send-mail").StartNow().WithSimpleSchedule(TimeSpan.FromSeconds(20), null),
                job => job.WithIdentity("send-mail").RequestRecovery().DisallowConcurrentExecution()));
}
