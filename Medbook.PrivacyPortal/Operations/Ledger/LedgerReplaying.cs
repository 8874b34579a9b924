using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Infrastructure.Ledger;

namespace Medbook.PrivacyPortal.Operations.Ledger;

/// <summary>Replays the ledger in one source, whoever asks for it.</summary>
internal static class LedgerReplaying
{
    /// <returns>What was done; or <see cref="ReplayFailed"/> where the source failed, and it is to be done again.</returns>
    public static async Task<Result<LedgerReplayed>> RunAsync(
        ILedgerReplay replay, string source, DestructionLedger ledger, DateTimeOffset since, CancellationToken ct)
    {
        try
        {
            return await replay.ReplayAsync(source, ledger, since, ct);
        }
        catch (SourceException fault)
        {
            return new ReplayFailed(fault.SourceName, fault.Fault);
        }
    }
}
