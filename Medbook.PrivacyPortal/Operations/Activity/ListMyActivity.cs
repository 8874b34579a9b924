using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Activity;

/// <summary>One thing that happened to a person's data.</summary>
/// <param name="Id">Number of the entry.</param>
/// <param name="At">When (UTC).</param>
/// <param name="Role">In which role somebody acted; never who it was.</param>
/// <param name="Deed">What it was.</param>
public sealed record ActivityRow(long Id, DateTimeOffset At, Role Role, AuditDeed Deed)
{
    /// <summary>Whether it was the person.</summary>
    public bool IsOwn => Role is Role.Member or Role.Guest;
}

/// <summary>A page of what happened, the newest first.</summary>
/// <param name="Rows">What happened.</param>
/// <param name="Next">The entry after which the next page begins; null on the last.</param>
public sealed record MyActivity(IReadOnlyList<ActivityRow> Rows, long? Next);

/// <summary>
/// When, by which role and for which purpose a person's data was looked at or changed. A name stands nowhere: who asks for one asks an
/// officer, who weighs the employee's interests (CJEU C-579/21, 22 June 2023).
/// </summary>
/// <remarks>Rule U4; GDPR 15(1).</remarks>
public sealed class ListMyActivity(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    public const int PageSize = 25;

    /// <param name="who">Whose.</param>
    /// <param name="byOthers">Whether what the person did stays out.</param>
    /// <param name="after">The entry after which the page begins; null for the newest.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<MyActivity>> RunAsync(Actor who, bool byOthers, long? after, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ListMyActivity) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        await ViewLog.OwnerLooksAsync(db, who, AuditAction.OwnActivityViewed, clock.GetUtcNow(), ct);
        var entries = await Page(db, who, byOthers, after).Select(e => new { e.Id, e.At, e.ActorRole, e.Action }).ToListAsync(ct);
        var more = entries.Count > PageSize;
        return new MyActivity(
            [.. entries.Take(PageSize).Select(e => new ActivityRow(e.Id, e.At, e.ActorRole, AuditDeeds.Of(e.Action)))],
            more ? entries[PageSize - 1].Id : null);
    }

    /// <summary>The rows of a page and one more; a test looks at its plan on both databases.</summary>
    internal static IQueryable<AuditEntry> Page(PortalDb db, Actor who, bool byOthers, long? after)
    {
        // "The person's own" is a subject that is there: what concerns nobody has none.
        var entries = who.Subject is { } me ? db.AuditEntries.AsNoTracking().Where(e => e.Subject == me) : db.AuditEntries.Where(_ => false);
        if (byOthers) entries = entries.Where(e => e.ActorRole != Role.Member && e.ActorRole != Role.Guest);
        if (after is { } id) entries = entries.Where(e => e.Id < id);
        return entries.OrderByDescending(e => e.Id).Take(PageSize + 1);
    }
}
