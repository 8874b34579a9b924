using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Links;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Subjects;

/// <summary>No account and no source knows this address as verified.</summary>
public sealed record NobodyWithAddress() : Problem("copy.nobody-with-address");

/// <summary>A source cannot be asked who has this address, so nobody can say what is held about them.</summary>
/// <param name="Source">Name of the source.</param>
public sealed record SourceNotAsked(string Source) : Problem("copy.source-not-asked")
{
    /// <inheritdoc />
    public override object[] Arguments => [Source];
}

/// <summary>Who has a verified address, as an operator names a person: with or without an account.</summary>
/// <param name="Subject">The data subject; null where the portal has no account of theirs.</param>
/// <param name="Language">Language of the account, as a culture name; null without one.</param>
/// <param name="InSources">Who they are in each source.</param>
internal sealed record PersonByAddress(SubjectKey? Subject, string? Language, IReadOnlyList<PersonInSource> InSources)
{
    /// <returns>The person; or <see cref="NobodyWithAddress"/>, <see cref="SourceNotAsked"/>.</returns>
    public static async Task<Result<PersonByAddress>> FindAsync(PortalDb db, SourceCatalog sources, string email, CancellationToken ct)
    {
        var normalized = email.ToUpperInvariant();
        var account = await db.Users.Where(user => user.NormalizedEmail == normalized && user.EmailConfirmed)
            .Join(db.Subjects, user => user.Id, subject => subject.AccountId, (user, subject) => new { subject.Key, user.Language })
            .FirstOrDefaultAsync(ct);
        try
        {
            var found = account is null ? await FindAsync(sources, email, ct) : await PersonInSource.AllOfAsync(db, sources, account.Key, ct);
            return found.All(person => person.Person is null) ? new NobodyWithAddress() : new PersonByAddress(account?.Key, account?.Language, found);
        }
        catch (SourceException fault)
        {
            return new SourceNotAsked(fault.SourceName);
        }
    }

    // Without an account nothing is stored: the person is looked for and forgotten again.
    private static async Task<IReadOnlyList<PersonInSource>> FindAsync(SourceCatalog sources, string email, CancellationToken ct)
    {
        var person = new List<PersonInSource>();
        foreach (var source in sources.All.Where(source => source.Name != Map.PortalSource))
        {
            var found = await source.FindPersonsAsync(email, atMost: 2, ct);
            person.Add(found.Count == 1
                ? new PersonInSource(source, found[0], LinkOutcome.Linked)
                : new PersonInSource(source, null, found.Count == 0 ? LinkOutcome.NoMatch : LinkOutcome.SeveralMatches));
        }
        return person;
    }
}
