using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Holds;

/// <summary>Which holds are meant.</summary>
public enum HoldState
{
    /// <summary>Those that hold, the next review first.</summary>
    InForce,
    /// <summary>Those that hold and whose day of review is there, the oldest first.</summary>
    DueForReview,
    /// <summary>Those that were released, the newest first.</summary>
    Released,
}

/// <summary>Which holds are listed.</summary>
/// <param name="State">In which state.</param>
/// <param name="Subject">Those that name a person; null for all.</param>
public sealed record HoldFilter(HoldState State = HoldState.InForce, SubjectKey? Subject = null);

/// <summary>A place in the list: the page begins after it, or ends before it.</summary>
/// <param name="Day">Day of the row at the place: of its review, or of its release.</param>
/// <param name="Id">Identifier of the row at the place.</param>
/// <param name="Backward">Whether the page before the place is meant.</param>
public sealed record HoldPlace(DateOnly Day, Guid Id, bool Backward = false);

/// <summary>One hold in the list. What it is about stands on its page.</summary>
/// <param name="Dataset">What people call the records; null where everything of a person is held.</param>
/// <param name="IsOwn">Whether it is about whoever looks: a colleague decides about it.</param>
public sealed record HoldRow(
    Guid Id, HoldTarget Target, LocalText? Dataset, HoldGround Ground, string Authority, DateTimeOffset PlacedAt, DateOnly ReviewOn,
    DateOnly? ReleasedOn, bool IsOwn);

/// <summary>A page of holds.</summary>
/// <param name="Rows">The holds.</param>
/// <param name="Previous">Where the page before ends; null on the first.</param>
/// <param name="Next">Where the page after begins; null on the last.</param>
/// <param name="Due">How many wait for a review, counted no further than <see cref="ListHolds.CountLimit"/>.</param>
public sealed record HoldList(IReadOnlyList<HoldRow> Rows, HoldPlace? Previous, HoldPlace? Next, int Due);

/// <summary>The holds, page by page. Its cost does not grow with the number of holds before the page.</summary>
public sealed class ListHolds(IDbContextFactory<PortalDb> dbs, SourceCatalog sources, Guard guard, TimeProvider clock)
{
    public const int PageSize = 25;

    /// <summary>Beyond this a count says "1,000+".</summary>
    public const int CountLimit = 1000;

    /// <param name="who">Who looks.</param>
    /// <param name="filter">Which holds.</param>
    /// <param name="place">Where the page lies; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<HoldList>> RunAsync(Actor who, HoldFilter filter, HoldPlace? place, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ListHolds) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var today = BrusselsTime.Today(clock);
        var holds = await Page(db, filter, today, place).ToListAsync(ct);

        var more = holds.Count > PageSize;
        if (more) holds.RemoveAt(PageSize);
        var backward = place is { Backward: true };
        if (backward) holds.Reverse();
        // The beginning was reached on the way back, or the page's rows all went meanwhile: the first page says it best.
        if (place is not null && (backward ? !more : holds.Count == 0)) return await RunAsync(who, filter, null, ct);

        return new HoldList(
            [.. holds.Select(hold => RowOf(hold, who))],
            place is not null && holds.Count > 0 ? PlaceOf(holds[0]) with { Backward = true } : null,
            (backward || more) && holds.Count > 0 ? PlaceOf(holds[^1]) : null,
            await Those(db, filter with { State = HoldState.DueForReview }, today).OrderBy(h => h.ReviewOn).Take(CountLimit + 1).CountAsync(ct));
    }

    /// <summary>The rows of a page and one more; a test looks at its plan on both databases.</summary>
    internal static IQueryable<LegalHold> Page(PortalDb db, HoldFilter filter, DateOnly today, HoldPlace? place)
    {
        var holds = Those(db, filter, today);
        return (filter.State == HoldState.Released ? ByRelease(holds, place) : ByReview(holds, place)).Take(PageSize + 1);
    }

    private static IQueryable<LegalHold> Those(PortalDb db, HoldFilter filter, DateOnly today)
    {
        var holds = filter.Subject is { } subject ? db.LegalHolds.Where(h => h.Subject == subject) : db.LegalHolds;
        return filter.State switch
        {
            HoldState.InForce => holds.Where(h => h.ReleasedAt == null),
            HoldState.DueForReview => holds.Where(h => h.ReleasedAt == null && h.ReviewOn <= today),
            HoldState.Released => holds.Where(h => h.ReleasedOn != null),
        };
    }

    // In both, the first condition alone says nothing new; it lets the index start at the place.
    private static IQueryable<LegalHold> ByReview(IQueryable<LegalHold> holds, HoldPlace? place) => place switch
    {
        null => holds.OrderBy(h => h.ReviewOn).ThenBy(h => h.Id),
        { Backward: false, Day: var day, Id: var id } => holds
            .Where(h => h.ReviewOn >= day && (h.ReviewOn > day || h.Id.CompareTo(id) > 0)).OrderBy(h => h.ReviewOn).ThenBy(h => h.Id),
        { Day: var day, Id: var id } => holds
            .Where(h => h.ReviewOn <= day && (h.ReviewOn < day || h.Id.CompareTo(id) < 0)).OrderByDescending(h => h.ReviewOn).ThenByDescending(h => h.Id),
    };

    private static IQueryable<LegalHold> ByRelease(IQueryable<LegalHold> holds, HoldPlace? place) => place switch
    {
        null => holds.OrderByDescending(h => h.ReleasedOn).ThenByDescending(h => h.Id),
        { Backward: false, Day: var day, Id: var id } => holds
            .Where(h => h.ReleasedOn <= day && (h.ReleasedOn < day || h.Id.CompareTo(id) < 0)).OrderByDescending(h => h.ReleasedOn).ThenByDescending(h => h.Id),
        { Day: var day, Id: var id } => holds
            .Where(h => h.ReleasedOn >= day && (h.ReleasedOn > day || h.Id.CompareTo(id) > 0)).OrderBy(h => h.ReleasedOn).ThenBy(h => h.Id),
    };

    private static HoldPlace PlaceOf(LegalHold hold) => new(hold.ReleasedOn ?? hold.ReviewOn, hold.Id);

    private HoldRow RowOf(LegalHold hold, Actor who) => new(
        hold.Id, hold.Target, sources.NameOf(hold.Target), hold.Ground, hold.Authority, hold.PlacedAt, hold.ReviewOn, hold.ReleasedOn,
        IsOwn: who.Subject is { } me && hold.Subject == me);
}
