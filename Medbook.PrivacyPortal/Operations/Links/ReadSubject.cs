using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Links;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Links;

/// <summary>Who a data subject is in one source.</summary>
/// <param name="Name">Name of the source.</param>
/// <param name="Label">What it is called.</param>
/// <param name="Outcome">What came of looking for them; null where nobody has looked yet.</param>
/// <param name="PersonKey">Whom they are linked to; null where to nobody.</param>
/// <param name="At">When the portal looked last, or an officer decided (UTC).</param>
/// <param name="Revision">What the officer saw, to be told when a colleague was faster.</param>
public sealed record LinkInSource(string Name, LocalText Label, LinkOutcome? Outcome, string? PersonKey, DateTimeOffset? At, Guid Revision);

/// <summary>What an officer did to a link.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="Source">What the source is called.</param>
/// <param name="PersonKey">The person there.</param>
/// <param name="Reason">Why, in the officer's words.</param>
/// <param name="At">When (UTC).</param>
/// <param name="IsMine">Whether it was whoever looks; a colleague stays a role.</param>
public sealed record PastChange(LinkChangeKind Kind, LocalText Source, string PersonKey, string Reason, DateTimeOffset At, bool IsMine);

/// <summary>A data subject as staff see them.</summary>
/// <param name="Key">The data subject.</param>
/// <param name="Address">Where they are reached; null where the portal no longer knows one.</param>
/// <param name="HasAccount">Whether they have an account here.</param>
/// <param name="KnownSince">Since when the portal knows them (UTC).</param>
/// <param name="Links">One per source of the map, in its order.</param>
/// <param name="Changes">What officers did, newest first.</param>
/// <param name="Holds">How many legal holds name them.</param>
/// <param name="IsOwn">Whether it is whoever looks: a colleague decides about them.</param>
public sealed record SubjectView(
    SubjectKey Key, string? Address, bool HasAccount, DateTimeOffset KnownSince,
    IReadOnlyList<LinkInSource> Links, IReadOnlyList<PastChange> Changes, int Holds, bool IsOwn);

/// <summary>One data subject with their links. That somebody looks is written before anything is returned.</summary>
public sealed class ReadSubject(IDbContextFactory<PortalDb> dbs, SourceCatalog sources, Guard guard, TimeProvider clock)
{
    public async Task<Result<SubjectView>> RunAsync(Actor who, SubjectKey key, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadSubject) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        if (await db.Subjects.SingleOrDefaultAsync(s => s.Key == key, ct) is not { } subject) return new NotFound();
        await ViewLog.StaffLooksAsync(db, who, AuditAction.SubjectViewed, key, key.ToString(), clock.GetUtcNow(), ct);

        var links = await db.SubjectLinks.Where(l => l.Subject == key).ToDictionaryAsync(l => l.Source, ct);
        var changes = await db.LinkChanges.Where(c => c.Subject == key).OrderByDescending(c => c.At).ThenByDescending(c => c.Id).ToListAsync(ct);
        return new SubjectView(
            key, await SubjectAddress.OfAsync(db, key, ct), subject.AccountId is not null, subject.CreatedAt,
            [.. sources.All.Where(source => source.Name != Map.PortalSource).Select(source => LinkTo(source.Map, links.GetValueOrDefault(source.Name)))],
            [.. changes.Select(c => new PastChange(c.Kind, LabelOf(c.Source), c.PersonKey, c.Reason, c.At, c.By == who.Id))],
            await db.LegalHolds.CountAsync(h => h.Subject == key && h.ReleasedAt == null, ct),
            IsOwn: who.Subject == key);
    }

    private static LinkInSource LinkTo(Source source, SubjectLink? link) =>
        new(source.Name, source.Label, link?.Outcome, link?.PersonKey, link?.TriedAt, link?.Revision ?? Guid.Empty);

    // A source that left the map stands for itself.
    private LocalText LabelOf(string source) => sources.Find(source)?.Map.Label ?? new LocalText(source, source, source);
}
