using System.Globalization;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Recipients;

/// <summary>
/// Tells the recipients of an erasure that no request caused, before the portal's own rows go that say whose the data was. What a notice
/// needs to find the data stays until its recipient did it.
/// </summary>
/// <remarks>GDPR 19; rule M3.</remarks>
public sealed class ErasureNotices(IDbContextFactory<PortalDb> dbs, RecipientNotices notices, TimeProvider clock)
{
    /// <summary>Writes them once, however often the run is taken over.</summary>
    internal async Task TellAsync(ErasurePlan plan, IReadOnlyList<ErasureStep> gone, CancellationToken ct)
    {
        if (plan.RequestId is not null) return;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.RecipientNotices.AnyAsync(n => n.CausedBy == plan.Id, ct)) return;
        var now = clock.GetUtcNow();
        await notices.AddAsync(db, plan, [.. gone.Where(step => step.Erased > 0).Select(step => TouchedData.Kind(step.Source, step.Dataset))], now, ct);
        if (db.RecipientNotices.Local.Count == 0) return;
        db.AuditEntries.Add(AuditEntry.Of(
            Actor.Portal, AuditAction.RecipientsNoted, now, plan.Subject, plan.CausedBy.ToString(), db.RecipientNotices.Local.Count.ToString(CultureInfo.InvariantCulture)));
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The keys of the notices of a person that wait for their recipient: they outlive the account.</summary>
    internal async Task<IReadOnlySet<string>> OpenAsync(ErasurePlan plan, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var open = await db.RecipientNotices.Where(n => n.Subject == plan.Subject && n.EndedAt == null).Select(n => n.Id).ToListAsync(ct);
        return open.Select(id => id.ToString()).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}
