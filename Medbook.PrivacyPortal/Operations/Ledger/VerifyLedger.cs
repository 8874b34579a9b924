using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Ledger;

/// <summary>Reads the whole ledger of destructions: every line genuine, in its place, and none missing at the end.</summary>
public sealed class VerifyLedger(Guard guard, DestructionLedger ledger, IDbContextFactory<PortalDb> dbs, TimeProvider clock)
{
    /// <exception cref="LedgerException">The ledger cannot be read.</exception>
    public async Task<Result<LedgerCheck>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.VerifyLedger) is { } denied) return denied;
        var check = ledger.Verify();
        await using var db = await dbs.CreateDbContextAsync(ct);
        var found = check.Fault is { } fault ? $"{fault} at {check.Place.Number + 1}" : "sound";
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.LedgerVerified, clock.GetUtcNow(), reference: check.Place.Hash, detail: $"{check.Place.Number} lines, {found}"));
        await db.SaveChangesAsync(ct);
        return check;
    }
}
