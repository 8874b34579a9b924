using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Consents;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Medbook.PrivacyPortal.Domain.Consents.ConsentDecision;

namespace Medbook.PrivacyPortal.Tests.Operations.Consents;

public abstract class ReadMyChoicesTests(Provider provider) : ConsentTests(provider)
{
    [Fact]
    public async Task Nothing_is_chosen_until_somebody_chooses()
    {
        var choices = await ChoicesAsync(await AddPersonAsync());

        Assert.Equal(["research", "accreditation-committee"], choices.Choices.Select(choice => choice.Text.Purpose));
        Assert.All(choices.Choices, choice => Assert.Null(choice.Standing));
        Assert.Empty(choices.History);
    }

    [Theory]
    [InlineData("nl", "Onderzoek in het algemeen")]
    [InlineData("fr-BE", "Recherche en général")]
    public async Task Texts_are_in_the_language_of_the_page_also_in_the_history(string language, string title)
    {
        var person = await AddPersonAsync();
        await DecideAsync(person, Given);

        var choices = await ChoicesAsync(person, language);

        Assert.Equal(title, choices.Choices[0].Wording.Title);
        Assert.Equal((title, "en-GB"), (choices.History[0].Title, choices.History[0].Record.Language));
    }

    [Fact]
    public async Task The_history_is_read_page_by_page_newest_first_and_nothing_is_lost_between()
    {
        var person = await AddPersonAsync();
        await DecideAsync(await AddPersonAsync("other@example.org"), Refused);
        // Several in one moment, so that the time alone decides nothing.
        for (var i = 0; i < ReadMyChoices.PageSize + 5; i++)
        {
            await DecideAsync(person, i % 2 == 0 ? Given : Withdrawn);
            await DecideAsync(person, i % 2 == 0 ? Objected : ObjectionLifted);
            if (i % 3 == 0) Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var seen = new List<ConsentRecord>();
        Guid? after = null;
        do
        {
            var page = await ChoicesAsync(person, after: after);
            Assert.InRange(page.History.Count, 1, ReadMyChoices.PageSize);
            seen.AddRange(page.History.Select(decision => decision.Record));
            after = page.Older;
        }
        while (after is not null);

        Assert.Equal(2 * (ReadMyChoices.PageSize + 5), seen.Select(record => record.Id).Distinct().Count());
        Assert.All(seen.GroupBy(record => record.Purpose), purpose =>
            Assert.Equal(Enumerable.Range(1, ReadMyChoices.PageSize + 5).Reverse(), purpose.Select(record => record.Sequence)));
        Assert.Equal(seen.OrderByDescending(record => record.At).Select(record => record.At), seen.Select(record => record.At));
    }

    [Fact]
    public async Task A_place_in_the_history_of_somebody_else_is_not_found()
    {
        var others = await DecideAsync(await AddPersonAsync("other@example.org"), Refused);

        Assert.IsType<NotFound>((await Get<ReadMyChoices>().RunAsync(await AddPersonAsync(), "en-GB", others.Id, None)).Problem);
        Assert.IsType<NotPermitted>((await Get<ReadMyChoices>().RunAsync(Actor.Visitor, "en-GB", null, None)).Problem);
    }

    [Fact]
    public async Task Looking_is_written_down_once_per_session()
    {
        var person = await AddPersonAsync();
        await ChoicesAsync(person);
        await ChoicesAsync(person);

        var entry = await ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.OwnChoicesViewed));
        Assert.Equal(person.Subject, entry.Subject);
        // Who reads the log must not find a session that is still alive.
        Assert.NotEqual(person.Session, entry.Reference);
    }

    public sealed class OnSqlite() : ReadMyChoicesTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : ReadMyChoicesTests(Provider.PostgreSql);
}
