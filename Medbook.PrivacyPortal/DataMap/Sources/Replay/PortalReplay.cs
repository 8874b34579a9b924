using System.Globalization;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources.PostgreSql;
using Medbook.PrivacyPortal.DataMap.Sources.Sqlite;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.DataMap.Sources.Replay;

/// <summary>
/// Destroys again what a restored backup brought back into the portal's own tables, as the map says: row by row, by key, because
/// the ledger knows records and no people. A row that another one needs is tried again once that one is gone.
/// </summary>
/// <remarks>Rule D4.</remarks>
public sealed class PortalReplay(Map map, IDbContextFactory<PortalDb> dbs, TimeProvider clock) : ILedgerReplay
{
    /// <inheritdoc />
    public string Source => Map.PortalSource;

    /// <inheritdoc />
    public async Task<LedgerReplayed> ReplayAsync(DestructionLedger ledger, DateTimeOffset since, CancellationToken ct)
    {
        var (named, portal) = (ledger.Open(Source, since), map.Sources.Single(source => source.Name == Source));
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.Database.OpenConnectionAsync(ct);
        var table = new ReplayedTable(db.Database.GetDbConnection(), db.Database.IsNpgsql() ? PostgreSqlDialect.Instance : SqliteDialect.Instance);

        var (back, left) = (new List<(Dataset Dataset, string Key)>(), 0);
        foreach (var id in named.Datasets)
        {
            // What it cannot do it says: rows whose dataset the map no longer has, or that are about several people.
            if (portal.Find(id) is not { Key.Count: > 0, People.Count: 1 } dataset) left++;
            else await foreach (var key in table.KeysAsync(dataset, ct)) if (named.Contains(id, key)) back.Add((dataset, key));
        }
        var open = await EraseAsync(table, back, ct);
        if (back.Count > open.Count)
        {
            db.AuditEntries.Add(AuditEntry.Of(
                Actor.Portal, AuditAction.LedgerReplayed, clock.GetUtcNow(), reference: Source, detail: (back.Count - open.Count).ToString(CultureInfo.InvariantCulture)));
            await db.SaveChangesAsync(ct);
        }
        return new LedgerReplayed(back.Count - open.Count, left + open.Count);
    }

    // Each round lets go what the one before freed; one that frees nothing is the last.
    private static async Task<IReadOnlyList<(Dataset Dataset, string Key)>> EraseAsync(
        ReplayedTable table, IReadOnlyList<(Dataset Dataset, string Key)> back, CancellationToken ct)
    {
        while (true)
        {
            var needed = new List<(Dataset, string)>();
            foreach (var (dataset, key) in back)
            {
                if (!await table.TryEraseAsync(dataset, key, ct)) needed.Add((dataset, key));
            }
            if (needed.Count == 0 || needed.Count == back.Count) return needed;
            back = needed;
        }
    }
}
