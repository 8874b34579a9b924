using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Copies;

/// <summary>One of a person's copies, in a list.</summary>
/// <param name="State">Where it stands now: one whose time is over has expired, whether or not its bytes are gone yet.</param>
/// <param name="IsSupplement">Whether it brings texts after that an officer released.</param>
public sealed record MyCopyRow(
    Guid Id, CopyKind Kind, CopyState State, bool IsSupplement, DateTimeOffset AskedAt, DateTimeOffset? MadeAt, DateTimeOffset? ExpiresAt,
    DateTimeOffset? EndedAt, CopyStatus? Completeness, long Bytes, long Records, long WithheldTexts);

/// <summary>Where a page of copies ends: the next one begins after it.</summary>
public sealed record MyCopiesPlace(DateTimeOffset AskedAt, Guid Id);

/// <summary>A page of copies, newest first.</summary>
public sealed record MyCopies(IReadOnlyList<MyCopyRow> Rows, MyCopiesPlace? Next);

/// <summary>A person's own copies, newest first, page by page.</summary>
public sealed class ListMyCopies(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    public const int PageSize = 20;

    public async Task<Result<MyCopies>> RunAsync(Actor who, MyCopiesPlace? after, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ListMyCopies) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        await ViewLog.OwnerLooksAsync(db, who, AuditAction.OwnCopiesViewed, now, ct);

        var rows = await Page(db, who, after)
            .Select(c => new MyCopyRow(
                c.Id, c.Kind, c.State == CopyState.Ready && c.ExpiresAt <= now ? CopyState.Expired : c.State, c.SupplementOf != null,
                c.AskedAt, c.MadeAt, c.ExpiresAt, c.EndedAt, c.Completeness, c.Bytes, c.Records, c.WithheldTexts))
            .ToListAsync(ct);
        if (rows.Count <= PageSize) return new MyCopies(rows, null);
        rows.RemoveAt(PageSize);
        return new MyCopies(rows, new MyCopiesPlace(rows[^1].AskedAt, rows[^1].Id));
    }

    /// <summary>The copies of a page, and one more where there is a next page.</summary>
    internal static IQueryable<DataCopy> Page(PortalDb db, Actor who, MyCopiesPlace? after)
    {
        var mine = db.Copies.AsNoTracking().Where(c => c.Subject == who.Subject);
        if (after is { AskedAt: var at, Id: var last }) mine = mine.Where(c => c.AskedAt < at || (c.AskedAt == at && c.Id.CompareTo(last) < 0));
        return mine.OrderByDescending(c => c.AskedAt).ThenByDescending(c => c.Id).Take(PageSize + 1);
    }
}
