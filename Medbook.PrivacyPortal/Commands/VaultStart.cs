using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Vault;

namespace Medbook.PrivacyPortal.Commands;

/// <summary>
/// The vault's keys before the portal serves. A developer's machine makes the first one by itself; elsewhere an operator
/// does, who knows where it is to be kept.
/// </summary>
internal sealed class VaultStart(PortalSettings settings, IServiceScopeFactory scopes)
{
    /// <summary>Looks, and in Development makes what is missing.</summary>
    /// <returns>What is in the way; null where nothing is.</returns>
    public async Task<Problem?> RunAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var check = scope.ServiceProvider.GetRequiredService<CheckVaultKeys>();
        var found = await check.RunAsync(Actor.Portal, ct);
        if (!settings.IsDevelopment || found.Problem is not VaultKeyNeverMade) return found.Problem;
        var made = await scope.ServiceProvider.GetRequiredService<InitVault>().RunAsync(Actor.Portal, ct);
        // Whoever was first made the one that counts.
        return made.Problem is null or VaultKeyExists ? (await check.RunAsync(Actor.Portal, ct)).Problem : made.Problem;
    }
}
