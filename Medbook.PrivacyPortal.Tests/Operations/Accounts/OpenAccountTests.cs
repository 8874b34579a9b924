using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Accounts;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Accounts;

public abstract class OpenAccountTests(Provider provider) : AccountTests(provider)
{
    [Fact]
    public async Task Nothing_exists_before_the_mailed_link_was_used()
    {
        await Get<AskForAccount>().RunAsync(Actor.Visitor, Email, "nl-BE", AtHome, None);

        Assert.Equal(0, await ReadAsync(db => db.Users.CountAsync()));
        Assert.Equal("Uw account bij Medbook privacy", (await LastMailAsync()).Subject);
    }

    [Fact]
    public async Task The_link_opens_the_account_makes_the_subject_and_signs_in_confirmed()
    {
        var facts = await OpenAccountAsync();

        Assert.True((await UserAsync()).EmailConfirmed);
        Assert.Equal(facts.Subject, await ReadAsync(db => db.Subjects.Where(s => s.AccountId == facts.AccountId).Select(s => s.Key).SingleAsync()));
        Assert.True((await NowAsync(facts.Actor))!.Confirmed);
        Assert.False(facts.SecondFactor);
        Assert.Equal([AuditAction.AccountOpened, AuditAction.SignedIn],
            await ReadAsync(db => db.AuditEntries.OrderBy(e => e.Id).Select(e => e.Action).ToListAsync()));
    }

    [Fact]
    public async Task A_link_works_once_and_for_a_day()
    {
        await Get<AskForAccount>().RunAsync(Actor.Visitor, Email, "nl-BE", AtHome, None);
        var used = await LinkInLastMailAsync();
        Assert.True((await Get<OpenAccount>().RunAsync(Actor.Visitor, used, Password, "nl-BE", AtHome, None)).IsOk);
        Assert.IsType<LinkSpent>((await Get<OpenAccount>().RunAsync(Actor.Visitor, used, Password, "nl-BE", AtHome, None)).Problem);

        await Get<AskForAccount>().RunAsync(Actor.Visitor, "late@example.org", "nl-BE", AtHome, None);
        var late = await LinkInLastMailAsync();
        Clock.Advance(AskForAccount.Lifetime);
        Assert.IsType<LinkSpent>((await Get<OpenAccount>().RunAsync(Actor.Visitor, late, Password, "nl-BE", AtHome, None)).Problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a link")]
    [InlineData("AAAA")]
    public async Task A_link_the_portal_did_not_make_opens_nothing(string link) =>
        Assert.IsType<LinkSpent>((await Get<OpenAccount>().RunAsync(Actor.Visitor, link, Password, "nl-BE", AtHome, None)).Problem);

    [Fact]
    public async Task A_link_for_a_password_opens_no_account()
    {
        await OpenAccountAsync();
        await Get<AskForNewPassword>().RunAsync(Actor.Visitor, Email, "nl-BE", AtHome, None);
        var link = await LinkInLastMailAsync();

        Assert.IsType<LinkSpent>((await Get<OpenAccount>().RunAsync(Actor.Visitor, link, Password, "nl-BE", AtHome, None)).Problem);
    }

    [Theory]
    [InlineData("short", typeof(PasswordTooShort))]
    [InlineData("MEMBER@example.org", typeof(PasswordIsAddress))]
    public async Task A_password_is_long_and_not_the_address(string password, Type problem)
    {
        await Get<AskForAccount>().RunAsync(Actor.Visitor, Email, "nl-BE", AtHome, None);
        var link = await LinkInLastMailAsync();

        Assert.IsType(problem, (await Get<OpenAccount>().RunAsync(Actor.Visitor, link, password, "nl-BE", AtHome, None)).Problem);
        Assert.True((await Get<OpenAccount>().RunAsync(Actor.Visitor, link, Password, "nl-BE", AtHome, None)).IsOk);
    }

    [Fact]
    public async Task Known_and_unknown_addresses_get_the_same_answer_and_one_mail_each()
    {
        await OpenAccountAsync();
        var known = await Get<AskForAccount>().RunAsync(Actor.Visitor, Email, "nl-BE", AtHome, None);
        var unknown = await Get<AskForAccount>().RunAsync(Actor.Visitor, "nobody@example.org", "nl-BE", AtHome, None);
        var knownReset = await Get<AskForNewPassword>().RunAsync(Actor.Visitor, Email, "nl-BE", AtHome, None);
        var unknownReset = await Get<AskForNewPassword>().RunAsync(Actor.Visitor, "nobody@example.org", "nl-BE", AtHome, None);

        Assert.Equal(known, unknown);
        Assert.Equal(knownReset, unknownReset);
        Assert.Equal([Email, Email, "nobody@example.org", "nobody@example.org"], (await NewMailsAsync()).Select(mail => mail.To).Order());
    }

    [Fact]
    public async Task Nobody_can_flood_a_mailbox_and_the_answer_does_not_tell()
    {
        for (var i = 0; i < 20; i++)
        {
            Assert.True((await Get<AskForAccount>().RunAsync(Actor.Visitor, "victim@example.org", "nl-BE", AtHome, None)).IsOk);
        }

        Assert.Equal(ThrottleRule.Mails.Tries, (await NewMailsAsync()).Count);
    }

    public sealed class OnSqlite() : OpenAccountTests(Provider.Sqlite);
    public sealed class OnPostgreSql() : OpenAccountTests(Provider.PostgreSql);
}
