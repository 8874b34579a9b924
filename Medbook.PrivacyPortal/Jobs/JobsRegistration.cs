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
            .AddHostedService<MakeCopiesAtOnce>()
            .AddHostedService<WatchSources>()
            .AddScheduling(settings, quartz =>
            {
                quartz.Every<SendMail>("send-mail", TimeSpan.FromSeconds(20));
                quartz.Every<MakeCopies>("make-copies", TimeSpan.FromSeconds(20));
                quartz.Every<CarryOutErasures>("carry-out-erasures", TimeSpan.FromSeconds(20));
                quartz.Every<CarryOutSweeps>("carry-out-sweeps", TimeSpan.FromSeconds(20));
                quartz.Every<CarryOutRectifications>("carry-out-rectifications", TimeSpan.FromSeconds(20));
                quartz.Every<MakeExtracts>("make-extracts", TimeSpan.FromSeconds(20));
                quartz.Every<TellSystems>("tell-systems", TimeSpan.FromSeconds(20));
                quartz.Every<CallSystems>("call-systems", TimeSpan.FromSeconds(20));
                quartz.Every<ExpireCopies>("expire-copies", TimeSpan.FromMinutes(5));
                quartz.Every<LapseIdentity>("lapse-identity", TimeSpan.FromMinutes(5));
                quartz.Every<AskAlways>("ask-always", TimeSpan.FromMinutes(1));
                quartz.Every<LimitContested>("limit-contested", TimeSpan.FromMinutes(1));
                quartz.Every<GiveNotices>("give-notices", TimeSpan.FromMinutes(15));
                quartz.Every<RemindOfHolds>("remind-of-holds", TimeSpan.FromMinutes(15));
                quartz.Every<TakeUpErasures>("take-up-erasures", TimeSpan.FromMinutes(15));
                quartz.Every<TellOfPolicies>("tell-of-policies", TimeSpan.FromMinutes(5));
                quartz.Every<CloseAccounts>("close-accounts", TimeSpan.FromMinutes(15));
                quartz.Every<RemindOfBreaches>("remind-of-breaches", TimeSpan.FromMinutes(5));
                quartz.Every<RemindOfMeasures>("remind-of-measures", TimeSpan.FromHours(1));
                quartz.Every<CountDue>("count-due", TimeSpan.FromHours(24));
                quartz.Every<CompareFigures>("compare-figures", TimeSpan.FromHours(24));
                quartz.Every<ReportReappeared>("report-reappeared", TimeSpan.FromHours(24));
                quartz.Every<WatchUnusedAccounts>("watch-unused-accounts", TimeSpan.FromHours(6));
                quartz.Every<ForgetMails>("forget-mails", TimeSpan.FromHours(6));
                quartz.Every<ForgetSignIns>("forget-sign-ins", TimeSpan.FromHours(6));
                quartz.Every<RemindRecipients>("remind-recipients", TimeSpan.FromHours(1));
                quartz.Every<ReadMailbox>("read-mailbox", TimeSpan.FromMinutes(1));
                quartz.Every<DestroyUnsentFiles>("destroy-unsent-files", TimeSpan.FromMinutes(5));
                quartz.Every<DestroyUnsavedEvidence>("destroy-unsaved-evidence", TimeSpan.FromHours(1));
                quartz.Every<RemoveDestroyedBytes>("remove-destroyed-bytes", TimeSpan.FromSeconds(20));
            });

    // One at a time in the whole cluster, and again where an instance died in the middle of it.
    private static void Every<TJob>(this IQuartzBuilder quartz, string name, TimeSpan pause) where TJob : class, IJob =>
        quartz.ScheduleJob<TJob>(
            trigger => trigger.WithIdentity(name).StartNow().WithSimpleSchedule(pause, null),
            job => job.WithIdentity(name).RequestRecovery().DisallowConcurrentExecution());
}
