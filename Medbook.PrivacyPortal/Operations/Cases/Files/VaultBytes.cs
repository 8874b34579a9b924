using Medbook.PrivacyPortal.Infrastructure.Uploads;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Operations.Cases.Files;

/// <summary>The bytes of files that people send: into the vault through the gate.</summary>
internal static class VaultBytes
{
    /// <summary>Writes what comes into a file of the vault, as the gate lets it through; a file that is refused takes its bytes along.</summary>
    /// <param name="vault">The vault.</param>
    /// <param name="into">The file; its row and key are committed.</param>
    /// <param name="name">What the sender calls it.</param>
    /// <param name="limit">Bytes it may have.</param>
    /// <param name="from">What comes.</param>
    /// <param name="ct">Stops.</param>
    public static async Task<UploadOutcome> WriteAsync(FileVault vault, VaultFile into, string? name, long limit, Stream from, CancellationToken ct)
    {
        await using var target = await vault.OpenWriteAsync(into, ct);
        var outcome = await UploadGate.PassAsync(from, name, limit, target, ct);
        if (outcome.IsAccepted) await target.CompleteAsync(ct);
        return outcome;
    }
}
