using System.Text.RegularExpressions;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Links;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Links;

/// <summary>How staff look for somebody.</summary>
/// <param name="Text">An address or its beginning, or the number of a case; where a source is named, a person's key there.</param>
/// <param name="Source">Name of the source; null for the portal itself.</param>
public sealed record SubjectSearch(string Text, string? Source = null);

/// <summary>Somebody who was found.</summary>
/// <param name="Key">The data subject.</param>
/// <param name="Address">Where they are reached; null where the portal no longer knows one.</param>
/// <param name="HasAccount">Whether they have an account here.</param>
/// <param name="KnownSince">Since when the portal knows them (UTC).</param>
public sealed record FoundSubject(SubjectKey Key, string? Address, bool HasAccount, DateTimeOffset KnownSince);

/// <summary>Who was found, by address.</summary>
/// <param name="Rows">At most <see cref="FindSubjects.Most"/>.</param>
/// <param name="HasMore">Whether more fit.</param>
public sealed record SubjectsFound(IReadOnlyList<FoundSubject> Rows, bool HasMore);

/// <summary>Finds data subjects by address, case number, or key in a source. That somebody looked is written before anything is returned.</summary>
/// <remarks>Rule U1: one entry per search. What was typed is not in it.</remarks>
public sealed partial class FindSubjects(IDbContextFactory<PortalDb> dbs, SourceCatalog sources, Guard guard, TimeProvider clock)
{
    /// <summary>Most persons that are shown: whoever needs another one types more.</summary>
    public const int Most = 25;

    /// <summary>Fewest characters of an address: nobody leafs through everybody.</summary>
    public const int LeastCharacters = 3;

    // The last character of Unicode: what begins with a text stands, byte by byte, between the text and the text followed by it.
    private const string Last = "\U0010FFFF";

    public async Task<Result<SubjectsFound>> RunAsync(Actor who, SubjectSearch search, CancellationToken ct)
    {
        if (guard.Check(who, Permission.FindSubjects) is { } denied) return denied;
        var text = search.Text.Trim();
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (search.Source is { } name)
        {
            if (sources.Find(name) is not { Name: not Map.PortalSource } source) return new NotFound();
            return text.Length == 0 ? new SearchTooShort(1) : await FoundAsync(db, who, name, [OfKey(db, source.Map, text)], ct);
        }
        if (CaseNumber().IsMatch(text)) return await FoundAsync(db, who, "case", [OfCase(db, text)], ct);
        if (text.Length < LeastCharacters) return new SearchTooShort(LeastCharacters);
        return await FoundAsync(db, who, "address", [OfAccount(db, text), OfContact(db, text)], ct);
    }

    /// <summary>Accounts by the beginning of their address; a test looks at the plan on both databases.</summary>
    internal static IQueryable<FoundSubject> OfAccount(PortalDb db, string text)
    {
        var (start, end) = (text.ToUpperInvariant(), text.ToUpperInvariant() + Last);
        return from user in db.Users
               where string.Compare(user.NormalizedEmail, start) >= 0 && string.Compare(user.NormalizedEmail, end) < 0
               join subject in db.Subjects on user.Id equals subject.AccountId
               orderby user.NormalizedEmail
               select new FoundSubject(subject.Key, user.Email, true, subject.CreatedAt);
    }

    /// <summary>Persons without an account by the beginning of their address.</summary>
    internal static IQueryable<FoundSubject> OfContact(PortalDb db, string text)
    {
        var (start, end) = (text.ToLowerInvariant(), text.ToLowerInvariant() + Last);
        return from subject in db.Subjects
               where string.Compare(subject.ContactEmail, start) >= 0 && string.Compare(subject.ContactEmail, end) < 0
               orderby subject.ContactEmail
               select new FoundSubject(subject.Key, subject.ContactEmail, false, subject.CreatedAt);
    }

    private static IQueryable<FoundSubject> OfCase(PortalDb db, string number) =>
        Of(db, db.Subjects.Where(s => db.Requests.Any(r => r.Number == number && r.Subject == s.Key)));

    private static IQueryable<FoundSubject> OfKey(PortalDb db, Source source, string text)
    {
        var keys = TypedKey.In(source, text).Select(key => key.ToString()).ToList();
        return Of(db, db.Subjects.Where(s => db.SubjectLinks.Any(l => l.Source == source.Name && keys.Contains(l.PersonKey!) && l.Subject == s.Key)));
    }

    private static IQueryable<FoundSubject> Of(PortalDb db, IQueryable<Subject> subjects) =>
        from subject in subjects
        join user in db.Users on subject.AccountId equals user.Id into accounts
        from account in accounts.DefaultIfEmpty()
        select new FoundSubject(subject.Key, subject.ContactEmail ?? account!.Email, subject.AccountId != null, subject.CreatedAt);

    private async Task<SubjectsFound> FoundAsync(
        PortalDb db, Actor who, string by, IReadOnlyList<IQueryable<FoundSubject>> queries, CancellationToken ct)
    {
        var rows = new List<FoundSubject>();
        foreach (var query in queries) rows.AddRange(await query.Take(Most + 1).ToListAsync(ct));
        var shown = rows.OrderBy(row => row.Address, StringComparer.OrdinalIgnoreCase).Take(Most).ToList();
        db.AuditEntries.Add(AuditEntry.Of(
            who, AuditAction.SubjectsSearched, clock.GetUtcNow(), shown is [var only] ? only.Key : null, by, $"shown {shown.Count}"));
        await db.SaveChangesAsync(ct);
        return new SubjectsFound(shown, rows.Count > Most);
    }

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{4,}\z")]
    private static partial Regex CaseNumber();
}
