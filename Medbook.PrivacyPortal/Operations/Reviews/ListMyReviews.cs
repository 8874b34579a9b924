using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Reviews;

/// <summary>A review of one's own texts, as the person sees it: never which officer reads them.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Kind">Which kind of copy the texts belong to.</param>
/// <param name="State">Whether they still wait.</param>
/// <param name="Texts">How many wait.</param>
/// <param name="DueOn">The day they are answered by.</param>
/// <param name="Released">How many were released.</param>
/// <param name="HeldBack">How many were held back.</param>
/// <param name="DecidedAt">When the officer was done (UTC).</param>
public sealed record MyReview(
    Guid Id, CopyKind Kind, ReviewState State, long Texts, DateOnly DueOn, long Released, long HeldBack, DateTimeOffset? DecidedAt);

/// <summary>What of one's own copies waits for an officer, and what became of it; newest first.</summary>
public sealed class ListMyReviews(IDbContextFactory<PortalDb> dbs, Guard guard)
{
    private const int Shown = 20;

    public async Task<Result<IReadOnlyList<MyReview>>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ListMyReviews) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        List<MyReview> mine = await db.CopyReviews.AsNoTracking().Where(r => r.Subject == who.Subject)
            .OrderByDescending(r => r.AskedAt).ThenByDescending(r => r.Id).Take(Shown)
            .Select(r => new MyReview(r.Id, r.Kind, r.State, r.Texts, r.DueOn, r.Released, r.HeldBack, r.DecidedAt))
            .ToListAsync(ct);
        return mine;
    }
}
