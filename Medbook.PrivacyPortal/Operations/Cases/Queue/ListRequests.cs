using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases.Queue;

/// <summary>The queue: most urgent first, page by page. Its cost does not grow with the number of requests before the page.</summary>
public sealed class ListRequests(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <summary>Beyond this a count says "1,000+".</summary>
    public const int CountLimit = 1000;

    public async Task<Result<QueuePage>> RunAsync(Actor who, QueueFilter filter, QueuePlace? place, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ListRequests) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var found = filter.Text is { } text && !string.IsNullOrWhiteSpace(text) ? await QueueSearch.FindAsync(db, text, ct) : null;
        var rows = await Page(db, filter, found, BrusselsTime.Today(clock), place)
            .Select(r => new QueueRow(
                r.Id, r.Revision, r.Number!, r.Subject, r.Kind, r.Scope, r.Channel, r.Status, r.Outcome,
                db.Users.Where(user => user.Id == r.AssignedTo).Select(user => user.Email).FirstOrDefault(), r.ReceivedAt!.Value, r.DueOn!.Value))
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
    internal static IQueryable<RightsRequest> Page(PortalDb db, QueueFilter filter, IReadOnlyList<Guid>? found, DateOnly today, QueuePlace? place) =>
        PageOf(Filtered(db, filter, found, today), place).Take(PageSize + 1);

    private static IQueryable<RightsRequest> Filtered(PortalDb db, QueueFilter filter, IReadOnlyList<Guid>? found, DateOnly today)
    {
        // A draft is nobody's business but the person's.
        var requests = db.Requests.Where(r => r.Status != RequestStatus.Draft);
        requests = (found, filter.Status) switch
        {
            (_, { } status) => requests.Where(r => r.Status == status),
            (null, null) => Open(requests),
            // Who looks for one person or number wants to find it, answered or not.
            ({ }, null) => requests,
        };
        if (found is not null) requests = requests.Where(r => found.Contains(r.Id));
        if (filter.Kind is { } kind) requests = requests.Where(r => r.Kind == kind);
        if (filter.Channel is { } channel) requests = requests.Where(r => r.Channel == channel);
        if (filter.Owner is { Account: var account }) requests = requests.Where(r => r.AssignedTo == account);
        var soon = today.AddDays(Deadline.SoonDays);
        return filter.Due switch
        {
            DueWindow.Late => requests.Where(r => r.DueOn < today),
            DueWindow.Soon => requests.Where(r => r.DueOn >= today && r.DueOn <= soon),
            null => requests,
        };
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
            await RequestCounts.ReadAsync(db, ct),
            await open.Where(r => r.DueOn < today).OrderBy(r => r.DueOn).Take(CountLimit + 1).CountAsync(ct),
            await open.Where(r => r.DueOn >= today && r.DueOn <= soon).OrderBy(r => r.DueOn).Take(CountLimit + 1).CountAsync(ct));
    }
}
