using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Retention;
using Quartz;

namespace Medbook.PrivacyPortal.Jobs;

/// <summary>Carries out the sweep that was approved; it goes on with one whose instance died.</summary>
internal sealed partial class CarryOutSweeps(CarryOutSweep carryOut, ILogger<CarryOutSweeps> log) : IJob
{
    // There is one at a time: after it nothing waits.
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        if ((await carryOut.RunAsync(Actor.Portal, cancellationToken)).Problem is { } problem) LogProblem(problem.Code);
    }

    [LoggerMessage(LogLevel.Warning, "Sweeps cannot be carried out now ({Code}).")]
    private partial void LogProblem(string code);
}
