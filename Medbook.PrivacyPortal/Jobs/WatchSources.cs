using Medbook.PrivacyPortal.DataMap.Checks;

namespace Medbook.PrivacyPortal.Jobs;

/// <summary>
/// Tries again, every minute, the sources that could not be reached or did not fit the map when the portal started. On every
/// instance, because each has connections and a state of its own.
/// </summary>
internal sealed class WatchSources(MapCheck check, TimeProvider clock, ILogger<WatchSources> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var report in await check.RetryAsync(stoppingToken))
            {
                if (report.Fits) log.LogInformation("Source {Source} can be read and fits the map again.", report.Source);
                else log.LogWarning("Source {Source} still cannot be used as the map says.", report.Source);
            }
        }
    }
}
