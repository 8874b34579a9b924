using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Systems;

/// <summary>Who the persons are that one of Medbook's own systems asks about by the keys of a source.</summary>
public sealed class AskedPersons(SourceCatalog sources, PortalSettings settings, TimeProvider clock)
{
    /// <summary>Most persons of one question.</summary>
    public const int Most = 1000;

    /// <summary>Looks them up, and writes that they were asked about before anything is answered.</summary>
    /// <param name="db">The context the answer is read in.</param>
    /// <param name="who">The system.</param>
    /// <param name="action">What it asks.</param>
    /// <param name="source">Name of the source.</param>
    /// <param name="persons">Keys of persons, as <see cref="PersonKey"/> writes them; at most <see cref="Most"/>.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// Whom the portal knows, by the key as it was asked; or <see cref="NotFound"/> where the map has no such source, or none that this system may ask about.
    /// </returns>
    internal async Task<Result<IReadOnlyDictionary<string, SubjectKey>>> FindAsync(
        PortalDb db, Actor who, AuditAction action, string source, IReadOnlyList<string> persons, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(persons.Count, Most);
        if (source == Map.PortalSource || sources.Find(source) is null || settings.Api.Find(who.Id)?.Knows(source) != true) return new NotFound();
        await ViewLog.SystemAsksAsync(db, who, action, source, clock.GetUtcNow(), ct);

        // The same person may be written in several ways; the portal keeps one.
        var keys = persons.Distinct().Select(person => (Asked: person, Key: PersonKey.TryParse(person, out var key) ? key.ToString() : null)).Where(one => one.Key is not null).ToList();
        var wanted = keys.Select(one => one.Key).Distinct().ToList();
        var known = await db.SubjectLinks.AsNoTracking().Where(l => l.Source == source && wanted.Contains(l.PersonKey)).ToDictionaryAsync(l => l.PersonKey!, l => l.Subject, ct);
        return keys.Where(one => known.ContainsKey(one.Key!)).ToDictionary(one => one.Asked, one => known[one.Key!]);
    }
}
