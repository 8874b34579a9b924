using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Erasure;
using Quartz;

namespace Medbook.PrivacyPortal.Jobs;

/// <summary>Carries out the erasures that were approved, one after the other; it goes on with those whose instance died.</summary>
internal sealed partial class CarryOutErasures(IServiceScopeFactory scopes, ILogger<CarryOutErasures> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        while (await CarryOutOneAsync(cancellationToken)) { }
    }

    private async Task<bool> CarryOutOneAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var done = await scope.ServiceProvider.GetRequiredService<CarryOutErasure>().RunAsync(Actor.Portal, ct);
        if (done.Problem is { } problem) LogProblem(problem.Code);
        return done.IsOk && done.Value;
    }

    [LoggerMessage(LogLevel.Warning, "Erasures cannot be carried out now ({Code}).")]
    private partial void LogProblem(string code);
}
