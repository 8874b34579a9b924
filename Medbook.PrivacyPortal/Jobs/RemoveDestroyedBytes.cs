using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Vault;
using Quartz;

namespace Medbook.PrivacyPortal.Jobs;

/// <summary>Takes the bytes of destroyed files off the disk, at every tick.</summary>
internal sealed class RemoveDestroyedBytes(RemoveVaultBytes remove) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await remove.RunAsync(Actor.Portal, cancellationToken);
}
