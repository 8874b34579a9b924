using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Breaches;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Breaches;

/// <summary>A place in the list: the page begins after it.</summary>
/// <param name="NoticedAt">When the breach at the place was noticed (UTC).</param>
/// <param name="Id">Identifier of the breach at the place.</param>
public sealed record BreachPlace(DateTimeOffset NoticedAt, Guid Id);

/// <summary>A page of breaches, the newest first.</summary>
/// <param name="Rows">The breaches, without their history.</param>
/// <param name="Next">Where the page after begins; null on the last.</param>
public sealed record BreachList(IReadOnlyList<Breach> Rows, BreachPlace? Next);

/// <summary>The record of breaches, page by page.</summary>
/// <remarks>GDPR 33(5).</remarks>
public sealed class ListBreaches(IDbContextFactory<PortalDb> dbs, Guard guard)
{
    public const int PageSize = 25;

    /// <param name="who">Who looks.</param>
    /// <param name="after">Where the page begins; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<BreachList>> RunAsync(Actor who, BreachPlace? after, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ListBreaches) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var breaches = await Page(db, after).AsNoTracking().ToListAsync(ct);
        var more = breaches.Count > PageSize;
        if (more) breaches.RemoveAt(PageSize);
        return new BreachList(breaches, more ? new BreachPlace(breaches[^1].NoticedAt, breaches[^1].Id) : null);
    }

    /// <summary>The rows of a page and one more; a test looks at its plan on both databases.</summary>
    internal static IQueryable<Breach> Page(PortalDb db, BreachPlace? after)
    {
        IQueryable<Breach> breaches = db.Breaches;
        if (after is { NoticedAt: var at, Id: var id })
        {
            // The first condition alone says nothing new; it lets the index start at the place.
            breaches = breaches.Where(b => b.NoticedAt <= at && (b.NoticedAt < at || b.Id.CompareTo(id) < 0));
        }
        return breaches.OrderByDescending(b => b.NoticedAt).ThenByDescending(b => b.Id).Take(PageSize + 1);
    }
}
