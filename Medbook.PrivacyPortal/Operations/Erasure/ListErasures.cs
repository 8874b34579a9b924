using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>A request that ends in an erasure, and how far that is.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Request">The request.</param>
/// <param name="Number">Its number.</param>
/// <param name="GrantedAt">When it was granted (UTC).</param>
/// <param name="State">Where the plan stands.</param>
/// <param name="ApprovedBy">Account of the officer who approved it first; null where nobody did.</param>
public sealed record ErasureRow(Guid Plan, Guid Request, string Number, DateTimeOffset GrantedAt, ErasurePlanState State, string? ApprovedBy);

/// <summary>Where a page begins: after this plan.</summary>
/// <param name="GrantedAt">When its request was granted (UTC).</param>
/// <param name="Plan">The plan.</param>
public readonly record struct ErasurePlace(DateTimeOffset GrantedAt, Guid Plan);

/// <summary>A page of them, those granted longest ago first.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Next">Where the next page begins; null where none follows.</param>
public sealed record ErasurePage(IReadOnlyList<ErasureRow> Rows, ErasurePlace? Next);

/// <summary>The erasures that were granted and are not done: to be planned, to be approved, under way, or stopped.</summary>
public sealed class ListErasures(IDbContextFactory<PortalDb> dbs, Guard guard)
{
    /// <summary>Rows on a page.</summary>
    public const int PageSize = 50;

    /// <param name="who">Who looks.</param>
    /// <param name="after">Where the page begins; null for the first page.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<ErasurePage>> RunAsync(Actor who, ErasurePlace? after, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ListErasures) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var rows = await Open(db, after).Take(PageSize + 1).ToListAsync(ct);
        var hasNext = rows.Count > PageSize;
        if (hasNext) rows.RemoveAt(PageSize);
        return new ErasurePage(rows, hasNext ? new ErasurePlace(rows[^1].GrantedAt, rows[^1].Plan) : null);
    }

    internal static IQueryable<ErasureRow> Open(PortalDb db, ErasurePlace? after)
    {
        var open = db.ErasurePlans.Where(p => p.State != ErasurePlanState.Done);
        if (after is { GrantedAt: var at, Plan: var last }) open = open.Where(p => p.GrantedAt > at || (p.GrantedAt == at && p.Id.CompareTo(last) > 0));
        return open.OrderBy(p => p.GrantedAt).ThenBy(p => p.Id).Select(p => new ErasureRow(
            p.Id, p.RequestId, db.Requests.Where(r => r.Id == p.RequestId).Select(r => r.Number).First()!, p.GrantedAt, p.State, p.ApprovedBy));
    }
}
