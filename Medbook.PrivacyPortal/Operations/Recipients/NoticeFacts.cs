using Medbook.PrivacyPortal.Domain.Recipients;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Recipients;

/// <summary>What a mail or a page says of a notice that does not stand in it.</summary>
/// <param name="Number">Number of the request; null where none caused it.</param>
/// <param name="FreeFrom">The day from which on a use that was limited is free again; null for everything else.</param>
internal sealed record NoticeFacts(string? Number, DateOnly? FreeFrom = null)
{
    /// <summary>The notices of a request; or those of the erasures that something else caused.</summary>
    public static IQueryable<RecipientNotice> CausedBy(PortalDb db, Guid cause) =>
        db.RecipientNotices.Where(n => n.CausedBy == cause || db.ErasurePlans.Any(p => p.CausedBy == cause && p.Id == n.CausedBy));

    /// <summary>What is known of a notice that was written before.</summary>
    public static async Task<NoticeFacts> OfAsync(PortalDb db, RecipientNotice notice, CancellationToken ct)
    {
        var number = await db.Requests.Where(r => r.Id == notice.CausedBy).Select(r => r.Number).SingleOrDefaultAsync(ct);
        if (notice.Deed != NoticeDeed.Lifted) return new(number);
        var limits = await db.UseRestrictions.AsNoTracking().Where(r => r.Request == notice.CausedBy && r.LiftOn != null).ToListAsync(ct);
        return new(number, limits.Where(limit => limit.Activity.Length > 0
            ? notice.Activities.Contains(limit.Activity)
            : notice.Items.Any(item => (item.Source, item.Dataset) == (limit.Source, limit.Dataset))).Max(limit => limit.LiftOn));
    }
}
