using Medbook.PrivacyPortal.Domain.Permissions;
using Quartz;

namespace Medbook.PrivacyPortal.Jobs;

/// <summary>Looks once a day whether records that were destroyed came back.</summary>
internal sealed class ReportReappeared(Operations.Ledger.ReportReappeared report) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await report.RunAsync(Actor.Portal, cancellationToken);
}
