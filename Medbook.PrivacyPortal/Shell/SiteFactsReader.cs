using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.PolicyVersions;
using Medbook.PrivacyPortal.Operations.Registers;
using Medbook.PrivacyPortal.Ui;

namespace Medbook.PrivacyPortal.Shell;

/// <summary>Reads from the register what the foot of every page says.</summary>
public sealed class SiteFactsReader(ReadRegister readRegister, ReadPolicyDate readPolicyDate, ILogger<SiteFactsReader> logger)
{
    /// <summary>The facts of now; null where the register cannot be read, so that a page about that can still be shown.</summary>
    public async ValueTask<SiteFacts?> ReadAsync()
    {
        try
        {
            var changed = (await readPolicyDate.RunAsync(Actor.Visitor, CancellationToken.None)).Value;
            return await readRegister.RunAsync(Actor.Visitor, CancellationToken.None) is { IsOk: true, Value: var register }
                ? new SiteFacts(
                    $"{register.Controller.LegalName}, {register.Controller.Address}",
                    register.Controller.Email, register.Controller.Phone, changed ?? register.PolicyChangedOn)
                : null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.LogWarning(e, "The register cannot be read; the foot of the page stays short.");
            return null;
        }
    }
}
