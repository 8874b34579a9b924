using Medbook.PrivacyPortal.Infrastructure.Settings;
using Microsoft.Data.Sqlite;
using Npgsql;
using Quartz;

namespace Medbook.PrivacyPortal.Infrastructure.Scheduling;

/// <summary>
/// The clock of the jobs: Quartz with a store that survives a restart. It only ticks; what is to be done stands in the
/// portal's own tables, so that nothing hangs on a tick that was missed.
/// </summary>
public static class SchedulingRegistration
{
    /// <summary>
    /// Registers the scheduler: <c>jobs.db</c> in the data folder beside SQLite, tables of its own (<c>QRTZ_</c>) in the
    /// portal's PostgreSQL, where several instances share one cluster.
    /// </summary>
    /// <param name="services">The portal's services.</param>
    /// <param name="settings">Which of the two, and where.</param>
    /// <param name="jobs">Adds the jobs and their triggers.</param>
    public static IServiceCollection AddScheduling(
        this IServiceCollection services, PortalSettings settings, Action<IQuartzBuilder> jobs)
    {
        // Without a place for the store nothing can be scheduled; whatever needs it is refused by the settings' own check.
        if (settings.Faults().Count > 0) return services;
        services.AddQuartz(quartz =>
        {
            quartz.UsePersistentStore(store =>
            {
                if (settings.Provider == "postgresql")
                {
                    store.UsePostgres(NpgsqlFactory.Instance, settings.PortalConnection!);
                    store.UseClustering();
                }
                else
                {
                    store.UseSqlite(SqliteFactory.Instance, $"Data Source={Path.Combine(settings.DataFolder!, "jobs.db")}");
                }
                store.ProvisionSchema();
            });
            jobs(quartz);
        });
        return services.AddQuartzHostedService(host => host.WaitForJobsToComplete = true);
    }
}
