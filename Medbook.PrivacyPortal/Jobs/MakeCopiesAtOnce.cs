using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Scheduling;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Copies;

namespace Medbook.PrivacyPortal.Jobs;

/// <summary>Makes the copies that wait, <c>Copies:AtOnce</c> at a time on this instance, as soon as the bell rings.</summary>
internal sealed partial class MakeCopiesAtOnce(
    RunBell bell, PortalSettings settings, IServiceScopeFactory scopes, ILogger<MakeCopiesAtOnce> log) : BackgroundService
{
    // Each on a thread of its own: reading SQLite never waits, so the first would keep the others from beginning.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, settings.Copies.AtOnce).Select(_ => Task.Run(() => MakeAsync(stoppingToken), stoppingToken)));

    private async Task MakeAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                while (await MakeOneAsync(ct)) { }
            }
            catch (Exception fault) when (!ct.IsCancellationRequested)
            {
                // The run comes free when its lease runs out, and begins anew; a fault here must not end the portal.
                LogFault(fault);
            }
            await bell.WaitAsync(ct);
        }
    }

    private async Task<bool> MakeOneAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<MakeCopy>().RunAsync(Actor.Portal, ct);
        if (made.Problem is { } problem) LogProblem(problem.Code);
        return made.IsOk && made.Value;
    }

    [LoggerMessage(LogLevel.Error, "A copy could not be made; it begins anew.")]
    private partial void LogFault(Exception fault);

    [LoggerMessage(LogLevel.Warning, "Copies cannot be made now ({Code}).")]
    private partial void LogProblem(string code);
}
