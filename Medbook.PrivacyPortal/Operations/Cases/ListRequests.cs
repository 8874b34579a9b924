using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>Which requests staff look at.</summary>
/// <param name="Status">One status; all open ones where nothing is said.</param>
/// <param name="Kind">One kind; all where nothing is said.</param>
public sealed record QueueFilter(RequestStatus? Status = null, RequestKind? Kind = null);

/// <summary>A place in the queue: the most urgent row of a page begins after it, or ends before it.</summary>
/// <param name="DueOn">Due date of the row at the place.</param>
/// <param name="Id">Identifier of the row at the place.</param>
/// <param name="Backward">Whether the page before the place is meant.</param>
public sealed record QueuePlace(DateOnly DueOn, Guid Id, bool Backward = false);

/// <summary>One request in the queue. It tells requests of one person apart from others, and no more: who it is stands in the case.</summary>
public sealed record QueueRow(
    Guid Id, string Number, SubjectKey Subject, RequestKind Kind, RequestScope Scope, RequestStatus Status, Outcome? Outcome,
    DateTimeOffset ReceivedAt, DateOnly DueOn);

/// <summary>How many are open, for the tabs. Counted no further than <see cref="ListRequests.CountLimit"/>.</summary>
public sealed record QueueCounts(int Open, int Late, int Soon);

/// <summary>A page of the queue, most urgent first.</summary>
public sealed record QueuePage(IReadOnlyList<QueueRow> Rows, QueuePlace? Previous, QueuePlace? Next, QueueCounts Counts);

/// <summary>The queue: most urgent first, page by page. Its cost does not grow with the number of requests before the page.</summary>
public sealed class ListRequests(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    public const int PageSize = 25;

    /// <summary>Beyond this a count says "1,000+".</summary>
    public const int CountLimit = 1000;

    public async Task<Result<QueuePage>> RunAsync(Actor who, QueueFilter filter, QueuePlace? place, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ListRequests) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var rows = await Page(db, filter, place)
            .Select(r => new QueueRow(r.Id, r.Number!, r.Subject, r.Kind, r.Scope, r.Status, r.Outcome, r.ReceivedAt!.Value, r.DueOn!.Value))
            .ToListAsync(ct);

        var more = rows.Count > PageSize;
        if (more) rows.RemoveAt(PageSize);
        var backward = place is { Backward: true };
        if (backward) rows.Reverse();
        // The beginning was reached on the way back, or the page's rows were all answered meanwhile: the first page says it best.
        if (place is not null && (backward ? !more : rows.Count == 0)) return await RunAsync(who, filter, null, ct);

        var hasPrevious = place is not null;
        var hasNext = backward || more;
        return new QueuePage(rows,
            hasPrevious && rows.Count > 0 ? new QueuePlace(rows[0].DueOn, rows[0].Id, Backward: true) : null,
            hasNext && rows.Count > 0 ? new QueuePlace(rows[^1].DueOn, rows[^1].Id) : null,
            await CountAsync(db, ct));
    }

    /// <summary>The rows of a page and one more; a test looks at its plan on both databases.</summary>
    internal static IQueryable<RightsRequest> Page(PortalDb db, QueueFilter filter, QueuePlace? place) =>
        PageOf(Filtered(db, filter), place).Take(PageSize + 1);

    private static IQueryable<RightsRequest> Filtered(PortalDb db, QueueFilter filter)
    {
        // A draft is nobody's business but the person's.
        var requests = db.Requests.Where(r => r.Status != RequestStatus.Draft);
        requests = filter.Status is { } status ? requests.Where(r => r.Status == status) : Open(requests);
        return filter.Kind is { } kind ? requests.Where(r => r.Kind == kind) : requests;
    }

    // A variable, because SQLite uses no index for a bare column: "IsOpen" reads every row, "IsOpen = @open" does not.
    private static IQueryable<RightsRequest> Open(IQueryable<RightsRequest> requests)
    {
        var open = true;
        return requests.Where(r => r.IsOpen == open);
    }

    private static IQueryable<RightsRequest> PageOf(IQueryable<RightsRequest> requests, QueuePlace? place) => place switch
    {
        null => requests.OrderBy(r => r.DueOn).ThenBy(r => r.Id),
        // The first condition alone says nothing new; it lets the index start at the place.
        { Backward: false, DueOn: var due, Id: var id } => requests
            .Where(r => r.DueOn >= due && (r.DueOn > due || r.Id.CompareTo(id) > 0)).OrderBy(r => r.DueOn).ThenBy(r => r.Id),
        { DueOn: var due, Id: var id } => requests
            .Where(r => r.DueOn <= due && (r.DueOn < due || r.Id.CompareTo(id) < 0)).OrderByDescending(r => r.DueOn).ThenByDescending(r => r.Id),
    };

    private async Task<QueueCounts> CountAsync(PortalDb db, CancellationToken ct)
    {
        var today = BrusselsTime.Today(clock);
        var soon = today.AddDays(Deadline.SoonDays);
        var open = Open(db.Requests);
        return new QueueCounts(
            await open.OrderBy(r => r.DueOn).Take(CountLimit + 1).CountAsync(ct),
            await open.Where(r => r.DueOn < today).OrderBy(r => r.DueOn).Take(CountLimit + 1).CountAsync(ct),
            await open.Where(r => r.DueOn >= today && r.DueOn <= soon).OrderBy(r => r.DueOn).Take(CountLimit + 1).CountAsync(ct));
    }
}
