using System.Text.Json;
using Medbook.PrivacyPortal.Commands.Sample.Tables;

namespace Medbook.PrivacyPortal.Commands.Sample.Making;

/// <summary>The digital portfolio: entries, the index of the search page, feedback asked and given.</summary>
internal static class PortfolioRows
{
    public static IEnumerable<object> Of(Person person, int seed, int members, Numbers numbers)
    {
        if (person.Amount == Amount.AccountOnly) yield break;
        var pick = person.Pick(seed, Purpose.Portfolio);
        var count = person.Amount switch { Amount.Much => 28, Amount.Some => pick.Between(4, 18), _ => pick.Between(0, 3) };
        var texts = person.Words.Entries.Where(text => text.Group == "any" || text.Group == person.Speciality.Group).ToArray();
        Guid? asked = null;
        for (var i = 0; i < count; i++)
        {
            var text = texts[(i + person.Id) % texts.Length];
            var kind = CommonWords.All.Kinds[text.Kind];
            var updated = pick.Moment(person.JoinedAt, person.LastSeen);
            var entry = new PortfolioEntry
            {
                Id = pick.Uuid(),
                MemberId = person.Id,
                Kind = text.Kind,
                Title = text.Title,
                Reflection = text.Text.Replace("{colleague}", Colleague(person, seed, members, pick).ShortName, StringComparison.Ordinal),
                Details = JsonSerializer.Serialize(new
                {
                    role = pick.One(kind.Roles),
                    setting = pick.One(kind.Settings),
                    minutes = pick.Between(2, 24) * 5,
                    topic = pick.One(kind.Topics),
                }),
                UpdatedTicks = updated.Ticks,
                DeletedAt = i == 3 || pick.Chance(0.03) ? pick.Moment(updated, person.LastSeen) : null,
            };
            yield return entry;
            if (entry.DeletedAt is null)
            {
                yield return new SearchWord
                {
                    Id = numbers.Next<SearchWord>(),
                    EntryId = entry.Id,
                    Content = $"{entry.Title} {entry.Reflection}".ToLowerInvariant(),
                };
            }
            if (i % 6 == 0) asked = entry.Id;
            if (i % 6 == 1) yield return Asked(person, Colleague(person, seed, members, pick, Stage.Practitioner), asked, pick, numbers);
        }

        // What this member wrote about others, beyond what others ask below.
        if (person.Stage < Stage.Practitioner) yield break;
        for (var i = 0; i < (person.Amount == Amount.Much ? 5 : 1); i++)
        {
            yield return Asked(Colleague(person, seed, members, pick), person, null, pick, numbers);
        }
    }

    private static Feedback Asked(Person recipient, Person author, Guid? entry, Pick pick, Numbers numbers)
    {
        var since = recipient.JoinedAt > author.JoinedAt ? recipient.JoinedAt : author.JoinedAt;
        var until = recipient.LastSeen < author.LastSeen ? recipient.LastSeen : author.LastSeen;
        var requested = pick.Moment(since, until);
        var given = pick.Chance(0.85) && requested.AddDays(21) < until;
        return new Feedback
        {
            Id = numbers.Next<Feedback>(),
            AuthorId = author.Id,
            RecipientId = recipient.Id,
            EntryId = entry,
            RequestedAt = requested,
            GivenAt = given ? pick.Later(requested, 0, 20) : null,
            Score = given ? pick.Between(2, 5) : null,
            Comment = given ? pick.One(recipient.Words.Feedback) : null,
            AuthorNote = given && pick.Chance(0.4) ? pick.One(author.Words.Notes) : null,
        };
    }

    /// <summary>Another member who has more than an account; of the same language and far enough where one is met soon.</summary>
    private static Person Colleague(Person person, int seed, int members, Pick pick, Stage least = Stage.Student)
    {
        for (var tried = 0; ; tried++)
        {
            var other = Person.Of(seed, pick.Between(1, members));
            var fits = other.Language == person.Language && other.Stage >= least || tried > 20;
            if (fits && other.Id != person.Id && other.Amount != Amount.AccountOnly) return other;
        }
    }
}
