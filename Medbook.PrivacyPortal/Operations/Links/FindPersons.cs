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

/// <summary>A value by which an officer recognises a person.</summary>
public sealed record PersonFact(LocalText Label, object Value);

/// <summary>A person of a source.</summary>
/// <param name="Key">Their key, as a link keeps it.</param>
/// <param name="Facts">A few values to recognise them by; none where the source has no record with such values.</param>
/// <param name="LinkedTo">The data subject they are linked to; null where to nobody.</param>
public sealed record PersonFound(string Key, IReadOnlyList<PersonFact> Facts, SubjectKey? LinkedTo);

/// <summary>
/// Looks in one source for the person behind a data subject: persons with a verified address, or the one with a key. That an officer
/// looks is written before anything is returned.
/// </summary>
public sealed class FindPersons(IDbContextFactory<PortalDb> dbs, SourceCatalog sources, Guard guard, TimeProvider clock)
{
    /// <summary>Most persons that are shown.</summary>
    public const int Most = 10;

    // Enough to know somebody by, and nothing else (GDPR 5(1)(c)).
    private const int MostFacts = 6;
    private static readonly string[] Recognising = ["identity", "contact"];

    public async Task<Result<IReadOnlyList<PersonFound>>> RunAsync(Actor who, SubjectKey subject, string source, string text, CancellationToken ct)
    {
        if (guard.Check(who, Permission.FindPersons) is { } denied) return denied;
        if (who.Subject == subject) return new OwnLink();
        if (text.Trim() is not { Length: > 0 } typed) return new SearchTooShort(1);
        if (sources.Find(source) is not { Name: not Map.PortalSource } live) return new NotFound();
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (!await db.Subjects.AnyAsync(s => s.Key == subject, ct)) return new NotFound();
        try
        {
            var found = await ReadAsync(live, typed, ct);
            db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.SourceSearched, clock.GetUtcNow(), subject, source, $"shown {found.Count}"));
            await db.SaveChangesAsync(ct);

            var keys = found.Select(person => person.Key).ToList();
            var links = await db.SubjectLinks.Where(l => l.Source == source && keys.Contains(l.PersonKey!)).ToDictionaryAsync(l => l.PersonKey!, l => l.Subject, ct);
            return found.ConvertAll(person => links.TryGetValue(person.Key, out var owner) ? person with { LinkedTo = owner } : person);
        }
        catch (SourceException)
        {
            return new SourceNotReadable(live.Map.Label);
        }
    }

    private static async Task<List<PersonFound>> ReadAsync(LiveSource source, string text, CancellationToken ct)
    {
        await using var reading = await source.OpenAsync(ct);
        var persons = (await reading.FindPersonsAsync(text, Most, ct)).ToList();
        if (persons.Count == 0)
        {
            foreach (var key in TypedKey.In(source.Map, text))
            {
                if (await reading.FindPersonAsync(key, ct) is { } person) persons.Add(person);
            }
        }
        var found = new List<PersonFound>();
        foreach (var person in persons) found.Add(new PersonFound(person.ToString(), await FactsAsync(reading, source.Map, person, ct), LinkedTo: null));
        return found;
    }

    // The record of the person themselves: the one on the table that makes them a person of this source.
    private static async Task<IReadOnlyList<PersonFact>> FactsAsync(SourceReading reading, Source source, PersonKey person, CancellationToken ct)
    {
        var table = source.FindIdentity(person.Identity)?.Table;
        if (source.Datasets.FirstOrDefault(d => d.Table == table && d.People.Count > 0 && d.CopyOf is null) is not { } dataset) return [];
        var fields = ReadField.AllOf(dataset)
            .Where(field => Recognising.Contains(field.Field.Category) && field.Field.Others == Others.None && !dataset.Key.Contains(field.Name))
            .Take(MostFacts).ToList();
        if (fields.Count == 0) return [];
        var page = await reading.PageAsync(new RowQuery(dataset, person, OthersData.Mask) { Fields = fields }, cursor: null, size: 1, ct);
        return page.Rows is not [var row] ? [] :
        [
            .. fields.Zip(row.Values).Where(pair => pair.Second is not (null or Masked or ""))
                .Select(pair => new PersonFact(pair.First.Field.Label, pair.First.Field.MeaningOf(pair.Second)?.ToString() ?? pair.Second!)),
        ];
    }
}
