using Medbook.PrivacyPortal.Domain.Permissions;
using Quartz;
using Destroy = Medbook.PrivacyPortal.Operations.Cases.Files.DestroyUnsentFiles;

namespace Medbook.PrivacyPortal.Jobs;

/// <summary>Destroys the files that were added to a case and not sent within a day, at every tick.</summary>
internal sealed class DestroyUnsentFiles(Destroy destroy) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await destroy.RunAsync(Actor.Portal, cancellationToken);
}
