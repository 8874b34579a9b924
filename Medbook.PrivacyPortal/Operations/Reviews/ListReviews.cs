using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Reviews;

/// <summary>A place in the queue of reviews: the page begins after it, or ends before it.</summary>
/// <param name="DueOn">Due date of the row at the place.</param>
/// <param name="Id">Identifier of the row at the place.</param>
/// <param name="Backward">Whether the page before the place is meant.</param>
public sealed record ReviewPlace(DateOnly DueOn, Guid Id, bool Backward = false);

/// <summary>One review in the queue. Who it is about stands nowhere: officers read texts, not people.</summary>
/// <param name="IsOwn">Whether it is about whoever looks: a colleague judges it.</param>
public sealed record ReviewRow(
    Guid Id, SubjectKey Subject, CopyKind Kind, ReviewState State, long Texts, long Released, long HeldBack,
    DateTimeOffset AskedAt, DateOnly DueOn, DateTimeOffset? DecidedAt, bool IsOwn);

/// <summary>A page of reviews.</summary>
/// <param name="Rows">The reviews, most urgent first.</param>
/// <param name="Previous">Where the page before ends; null on the first.</param>
/// <param name="Next">Where the page after begins; null on the last.</param>
/// <param name="Waiting">How many wait, counted no further than <see cref="ListReviews.CountLimit"/>.</param>
public sealed record ReviewQueue(IReadOnlyList<ReviewRow> Rows, ReviewPlace? Previous, ReviewPlace? Next, int Waiting);

/// <summary>The queue of reviews, most urgent first, page by page. Its cost does not grow with the number of reviews before the page.</summary>
public sealed class ListReviews(IDbContextFactory<PortalDb> dbs, Guard guard)
{
    public const int PageSize = 25;

    /// <summary>Beyond this a count says "1,000+".</summary>
    public const int CountLimit = 1000;

    /// <summary>Reads a page.</summary>
    /// <param name="who">Who looks.</param>
    /// <param name="state">Those that wait, or those that are done.</param>
    /// <param name="place">Where the page lies; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<ReviewQueue>> RunAsync(Actor who, ReviewState state, ReviewPlace? place, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ListReviews) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var me = who.Subject;
        var rows = await Page(db, state, place)
            .Select(r => new ReviewRow(
                r.Id, r.Subject, r.Kind, r.State, r.Texts, r.Released, r.HeldBack, r.AskedAt, r.DueOn, r.DecidedAt, r.Subject == me))
            .ToListAsync(ct);

        var more = rows.Count > PageSize;
        if (more) rows.RemoveAt(PageSize);
        var backward = place is { Backward: true };
        if (backward) rows.Reverse();
        // The beginning was reached on the way back, or the page's rows were all finished meanwhile: the first page says it best.
        if (place is not null && (backward ? !more : rows.Count == 0)) return await RunAsync(who, state, null, ct);

        var waiting = ReviewState.Waiting;
        return new ReviewQueue(rows,
            place is not null && rows.Count > 0 ? new ReviewPlace(rows[0].DueOn, rows[0].Id, Backward: true) : null,
            (backward || more) && rows.Count > 0 ? new ReviewPlace(rows[^1].DueOn, rows[^1].Id) : null,
            await db.CopyReviews.Where(r => r.State == waiting).OrderBy(r => r.DueOn).Take(CountLimit + 1).CountAsync(ct));
    }

    /// <summary>The rows of a page and one more; a test looks at its plan on both databases.</summary>
    internal static IQueryable<CopyReview> Page(PortalDb db, ReviewState state, ReviewPlace? place) =>
        Placed(db.CopyReviews.Where(r => r.State == state), place).Take(PageSize + 1);

    private static IQueryable<CopyReview> Placed(IQueryable<CopyReview> reviews, ReviewPlace? place) => place switch
    {
        null => reviews.OrderBy(r => r.DueOn).ThenBy(r => r.Id),
        // The first condition alone says nothing new; it lets the index start at the place.
        { Backward: false, DueOn: var due, Id: var id } => reviews
            .Where(r => r.DueOn >= due && (r.DueOn > due || r.Id.CompareTo(id) > 0)).OrderBy(r => r.DueOn).ThenBy(r => r.Id),
        { DueOn: var due, Id: var id } => reviews
            .Where(r => r.DueOn <= due && (r.DueOn < due || r.Id.CompareTo(id) < 0)).OrderByDescending(r => r.DueOn).ThenByDescending(r => r.Id),
    };
}
