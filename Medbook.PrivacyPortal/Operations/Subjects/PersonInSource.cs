using Medbook.PrivacyPortal.DataMap.Loading;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Links;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Subjects;

/// <summary>Who a data subject is in one source.</summary>
/// <param name="Source">The source.</param>
/// <param name="Person">The key there; null where nobody is linked.</param>
/// <param name="Outcome">What came of looking for the person.</param>
public sealed record PersonInSource(LiveSource Source, PersonKey? Person, LinkOutcome Outcome)
{
    /// <summary>A data subject in every source of the map, in its order. In the portal's own tables everybody is themselves.</summary>
    internal static async Task<IReadOnlyList<PersonInSource>> AllOfAsync(
        PortalDb db, SourceCatalog sources, SubjectKey subject, CancellationToken ct)
    {
        var links = await db.SubjectLinks.AsNoTracking().Where(link => link.Subject == subject).ToDictionaryAsync(link => link.Source, ct);
        return [.. sources.All.Select(source =>
            source.Name == Map.PortalSource ? InPortal(source, subject)
            : links.TryGetValue(source.Name, out var link) ? Of(source, link)
            : new PersonInSource(source, null, LinkOutcome.NoMatch))];
    }

    private static PersonInSource InPortal(LiveSource portal, SubjectKey subject) =>
        new(portal, PortalPart.KeyOf(subject), LinkOutcome.Linked);

    private static PersonInSource Of(LiveSource source, SubjectLink link) =>
        new(source, link.PersonKey is { } stored && PersonKey.TryParse(stored, out var key) ? key : null, link.Outcome);
}
