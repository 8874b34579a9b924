using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>One of a person's own requests, in a list.</summary>
public sealed record MyRequest(
    Guid Id, string? Number, RequestKind Kind, RequestScope Scope, RequestStatus Status, Outcome? Outcome,
    DateTimeOffset StartedAt, DateTimeOffset ChangedAt, DateTimeOffset? ReceivedAt, DateOnly? DueOn, DateTimeOffset? DecidedAt);

/// <summary>Where a page of own requests ends: the next one begins after it.</summary>
public sealed record MyRequestsPlace(DateTimeOffset StartedAt, Guid Id);

/// <summary>A page of own requests, newest first.</summary>
public sealed record MyRequests(IReadOnlyList<MyRequest> Rows, MyRequestsPlace? Next);

/// <summary>A person's own requests, newest first, page by page.</summary>
public sealed class ListMyRequests(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    public const int PageSize = 20;

    public async Task<Result<MyRequests>> RunAsync(Actor who, MyRequestsPlace? after, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ListMyRequests) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        await ViewLog.OwnerLooksAsync(db, who, AuditAction.OwnRequestsViewed, clock.GetUtcNow(), ct);

        var mine = db.Requests.AsNoTracking().Where(r => r.Subject == who.Subject);
        if (after is { StartedAt: var at, Id: var last })
        {
            mine = mine.Where(r => r.StartedAt < at || (r.StartedAt == at && r.Id.CompareTo(last) < 0));
        }
        var rows = await mine.OrderByDescending(r => r.StartedAt).ThenByDescending(r => r.Id).Take(PageSize + 1)
            .Select(r => new MyRequest(
                r.Id, r.Number, r.Kind, r.Scope, r.Status, r.Outcome, r.StartedAt, r.ChangedAt, r.ReceivedAt, r.DueOn, r.DecidedAt))
            .ToListAsync(ct);
        if (rows.Count <= PageSize) return new MyRequests(rows, null);
        rows.RemoveAt(PageSize);
        return new MyRequests(rows, new MyRequestsPlace(rows[^1].StartedAt, rows[^1].Id));
    }
}
