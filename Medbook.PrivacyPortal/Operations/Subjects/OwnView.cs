using System.Security.Cryptography;
using System.Text;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Subjects;

/// <summary>A person's look at their own records is audited once per session, before the records are returned.</summary>
/// <remarks>Rule U1.</remarks>
internal static class OwnView
{
    public static async Task RecordAsync(PortalDb db, Actor who, TimeProvider clock, CancellationToken ct)
    {
        // The log keeps a hash: who reads it must not find a session that is still alive.
        var session = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(who.Session ?? "")))[..32];
        var isKnown = await db.AuditEntries.AnyAsync(
            entry => entry.ActorId == who.Id && entry.Reference == session && entry.Action == AuditAction.OwnRecordsViewed, ct);
        if (isKnown) return;
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.OwnRecordsViewed, clock.GetUtcNow(), who.Subject, session));
        await db.SaveChangesAsync(ct);
    }
}
