using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Links;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Links;

/// <summary>A person whom the portal could not link by itself. It tells persons apart and no more: who it is stands on their page.</summary>
public sealed record UnclearLink(SubjectKey Subject, LocalText Source, LinkOutcome Outcome, DateTimeOffset TriedAt);

/// <summary>The links that wait for an officer.</summary>
/// <param name="Rows">At most <see cref="ListUnclearLinks.Most"/>, the oldest first.</param>
/// <param name="HasMore">Whether more wait.</param>
public sealed record UnclearLinks(IReadOnlyList<UnclearLink> Rows, bool HasMore);

/// <summary>Where a source knows several persons with an address, or one who is linked to somebody else: an officer decides, so an officer has to see it.</summary>
public sealed class ListUnclearLinks(IDbContextFactory<PortalDb> dbs, SourceCatalog sources, Guard guard)
{
    /// <summary>Most that are shown: the next ones follow when these are decided.</summary>
    public const int Most = 50;

    public async Task<Result<UnclearLinks>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ListUnclearLinks) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        // A source that left the map keeps its links; nobody can decide about them here.
        var names = sources.All.Select(source => source.Name).ToList();
        var rows = await db.SubjectLinks.AsNoTracking()
            .Where(l => l.Outcome == LinkOutcome.SeveralMatches || l.Outcome == LinkOutcome.TakenByAnother)
            .Where(l => names.Contains(l.Source))
            .OrderBy(l => l.TriedAt).ThenBy(l => l.Subject).Take(Most + 1)
            .ToListAsync(ct);
        return new UnclearLinks(
            [.. rows.Take(Most).Select(l => new UnclearLink(l.Subject, sources.Find(l.Source)!.Map.Label, l.Outcome, l.TriedAt))], rows.Count > Most);
    }
}
