using System.Globalization;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.DataMap.Sources.Replay;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Ledger;

/// <summary>
/// Looks in every source whether records that were destroyed are there again, because somebody restored it with other means than the
/// portal's, and tells the officers. Nothing is destroyed: a source may have given the key of a record that is gone to a new one, and
/// only who knows the source can say. They are told once for each number that is found.
/// </summary>
/// <remarks>Rule D4.</remarks>
public sealed partial class ReportReappeared(
    SourceReplay replay, DestructionLedger ledger, IDbContextFactory<PortalDb> dbs, PortalSettings settings, Guard guard, TimeProvider clock, ILogger<ReportReappeared> log)
{
    /// <param name="who">The portal.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many records are there again.</returns>
    /// <exception cref="LedgerException">The ledger cannot be read.</exception>
    public async Task<Result<long>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReportReappeared) is { } denied) return denied;
        var all = 0L;
        foreach (var source in replay.Sources)
        {
            try
            {
                var counts = await replay.CountAsync(source, ledger, ct);
                all += counts.Values.Sum();
                await ReportAsync(who, source, counts, ct);
            }
            catch (SourceException fault)
            {
                LogFault(fault.SourceName, fault.Fault, fault.EngineCode);
            }
        }
        return all;
    }

    private async Task ReportAsync(Actor who, string source, IReadOnlyDictionary<string, long> counts, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var known = await db.AuditEntries.Where(e => e.Action == AuditAction.RecordsReappeared && e.Reference == source)
            .OrderByDescending(e => e.Id).Select(e => e.Detail).FirstOrDefaultAsync(ct) ?? "0";
        var found = counts.Values.Sum().ToString(CultureInfo.InvariantCulture);
        if (found == known) return;

        var now = clock.GetUtcNow();
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.RecordsReappeared, now, reference: source, detail: found));
        if (counts.Count > 0)
        {
            foreach (var to in await CaseTeam.ReachAsync(db, Role.Officer, ct)) db.OutgoingMails.Add(LedgerMails.Reappeared(to, source, counts, settings, now));
        }
        await db.SaveChangesAsync(ct);
    }

    [LoggerMessage(LogLevel.Warning, "Source {Source} could not be looked at for what came back ({Fault} {Code}).")]
    private partial void LogFault(string source, SourceFault fault, string? code);
}
