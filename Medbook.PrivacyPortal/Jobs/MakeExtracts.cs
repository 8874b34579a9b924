using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Research.Extracts;
using Quartz;

namespace Medbook.PrivacyPortal.Jobs;

/// <summary>Reads the extracts that wait and releases those an officer wants released; it begins anew with those whose instance died.</summary>
internal sealed partial class MakeExtracts(MakeExtract make, ReleaseExtract release, ILogger<MakeExtracts> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        while (true)
        {
            var made = await make.RunAsync(Actor.Portal, cancellationToken);
            var released = await release.RunAsync(Actor.Portal, cancellationToken);
            if ((made.Problem ?? released.Problem) is { } problem) LogProblem(problem.Code);
            if (made is not { Value: true } && released is not { Value: true }) return;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Extracts cannot be made now ({Code}).")]
    private partial void LogProblem(string code);
}
