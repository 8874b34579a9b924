using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Rectification;
using Quartz;

namespace Medbook.PrivacyPortal.Jobs;

/// <summary>Writes granted corrections into their sources, request by request; it goes on with those whose instance died.</summary>
internal sealed partial class CarryOutRectifications(IServiceScopeFactory scopes, ILogger<CarryOutRectifications> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        while (await CarryOutOneAsync(cancellationToken)) { }
    }

    private async Task<bool> CarryOutOneAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var done = await scope.ServiceProvider.GetRequiredService<CarryOutRectification>().RunAsync(Actor.Portal, ct);
        if (done.Problem is { } problem) LogProblem(problem.Code);
        return done.IsOk && done.Value;
    }

    [LoggerMessage(LogLevel.Warning, "Corrections cannot be carried out now ({Code}).")]
    private partial void LogProblem(string code);
}
