using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>An erasure, and how far it is.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Cause">Why.</param>
/// <param name="CausedBy">What caused it: the request, or the withdrawal.</param>
/// <param name="Number">The number of the request; null where something else caused it.</param>
/// <param name="Round">Which plan of its cause it is, from 1.</param>
/// <param name="GrantedAt">Since when it is wanted (UTC).</param>
/// <param name="State">Where the plan stands.</param>
/// <param name="ApprovedBy">Account of the officer who approved it first; null where nobody did.</param>
public sealed record ErasureRow(
    Guid Plan, ErasureCause Cause, Guid CausedBy, string? Number, int Round, DateTimeOffset GrantedAt, ErasurePlanState State, string? ApprovedBy);

/// <summary>Where a page begins: after this plan.</summary>
/// <param name="GrantedAt">Since when it is wanted (UTC).</param>
/// <param name="Plan">The plan.</param>
public readonly record struct ErasurePlace(DateTimeOffset GrantedAt, Guid Plan);

/// <summary>A page of them, those that wait longest first.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Next">Where the next page begins; null where none follows.</param>
public sealed record ErasurePage(IReadOnlyList<ErasureRow> Rows, ErasurePlace? Next);

/// <summary>The erasures that are wanted and not done: to be planned, to be approved, under way, or stopped.</summary>
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
        // Of those that ended only what stopped waits for somebody. That they are not done is said as the index says it.
        var open = db.ErasurePlans.Where(p => p.State != ErasurePlanState.Done && (p.EndedAt == null || p.State == ErasurePlanState.Stopped));
        if (after is { GrantedAt: var at, Plan: var last }) open = open.Where(p => p.GrantedAt > at || (p.GrantedAt == at && p.Id.CompareTo(last) > 0));
        return open.OrderBy(p => p.GrantedAt).ThenBy(p => p.Id).Select(p => new ErasureRow(
            p.Id, p.Cause, p.CausedBy, db.Requests.Where(r => r.Id == p.CausedBy).Select(r => r.Number).FirstOrDefault(), p.Round, p.GrantedAt, p.State, p.ApprovedBy));
    }
}
