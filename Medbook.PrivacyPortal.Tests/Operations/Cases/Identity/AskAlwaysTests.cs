using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Cases.Identity;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Cases.Identity;

/// <summary>The setting that asks everybody, and the one that says how long a question waits.</summary>
public abstract class AskAlwaysTests(Provider provider) : IdentityTests(provider)
{
    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => [new("Identity:AlwaysAsk", "true"), new("Identity:LapseDays", "3")];

    [Fact]
    public async Task Where_the_setting_is_on_everybody_is_asked_once_and_told_that_it_is_no_doubt_about_them()
    {
        var dutch = (await SubmitAsync(Person, language: "nl-BE")).Request;

        Assert.Equal(2, await AskAsync());
        Assert.Equal(0, await AskAsync());

        var questions = await ReadAsync(db => db.IdentityQuestions.ToListAsync());
        Assert.All(questions, question => Assert.Equal((Actor.Portal.Id, true), (question.AskedBy, question.Pauses)));
        Assert.Equal("Our policy asks for a proof of identity with every request (7.9).", questions.Single(q => q.RequestId == Request).Doubt);
        Assert.Equal("Ons beleid vraagt bij elk verzoek een bewijs van identiteit (7.9).", questions.Single(q => q.RequestId == dutch).Doubt);
        Assert.Equal(Role.Portal, (await StoredAsync(Request)).Events[^1].By);
        Assert.True((await Get<ReadIdentity>().RunAsync(Officer, Request, None)).Value!.AlwaysAsk);
    }

    [Fact]
    public async Task Nobody_is_asked_once_it_no_longer_stops_the_clock_nor_after_it_was_checked()
    {
        var late = Request;
        Clock.Advance(TimeSpan.FromDays(4));
        var fresh = (await SubmitAsync(Person)).Request;

        Assert.Equal(1, await AskAsync());
        Assert.Equal([fresh], await ReadAsync(db => db.IdentityQuestions.Select(q => q.RequestId).ToListAsync()));

        var id = await ReadAsync(db => db.IdentityQuestions.Select(q => q.Id).SingleAsync());
        await Get<AnswerIdentity>().RunAsync(Person, fresh, id, IdentityAnswer.Saying("Call me."), None);
        await Get<JudgeIdentity>().RunAsync(Officer, fresh, id, (await QuestionAsync(id)).Revision, null, None);
        Assert.Equal(0, await AskAsync());
        Assert.NotEqual(late, fresh);
    }

    [Fact]
    public async Task The_setting_says_how_long_a_question_waits()
    {
        var id = await AskedAsync();
        Assert.Equal(Now.AddDays(3), (await Get<ReadMyIdentity>().RunAsync(Person, Request, None)).Value!.EndsAt);
        Clock.Advance(TimeSpan.FromDays(3));

        Assert.Equal(1, (await Get<LapseIdentity>().RunAsync(Actor.Portal, None)).Value);
        Assert.Equal(QuestionState.Lapsed, (await QuestionAsync(id)).State);
    }

    private async Task<int> AskAsync() => (await Get<AskAlways>().RunAsync(Actor.Portal, None)).Value;

    public sealed class OnSqlite() : AskAlwaysTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : AskAlwaysTests(Provider.PostgreSql);
}

/// <summary>As the portal comes.</summary>
public sealed class AskAlwaysOffTests() : IdentityTests(Provider.Sqlite)
{
    [Fact]
    public async Task Nobody_is_asked_by_the_portal_unless_the_setting_is_on()
    {
        Assert.Equal(0, (await Get<AskAlways>().RunAsync(Actor.Portal, None)).Value);
        Assert.Empty(await ReadAsync(db => db.IdentityQuestions.ToListAsync()));
    }
}
