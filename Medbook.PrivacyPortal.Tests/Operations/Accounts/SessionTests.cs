using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Accounts;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Accounts;

public abstract class SessionTests(Provider provider) : AccountTests(provider)
{
    [Fact]
    public async Task Signing_out_everywhere_ends_every_session_and_every_ticket()
    {
        var first = (await OpenAccountAsync()).Actor;
        var second = await SignedInWithPasswordAsync();
        Assert.NotNull(await NowAsync(first));

        Assert.True((await Get<EndSessions>().RunAsync(second, null, None)).IsOk);

        Assert.Null(await NowAsync(first));
        Assert.Null(await NowAsync(second));
        Assert.Equal(0, await ReadAsync(db => db.Sessions.CountAsync()));
    }

    [Fact]
    public async Task One_session_ends_alone_and_another_s_is_not_found()
    {
        var mine = (await OpenAccountAsync()).Actor;
        var other = await SignedInWithPasswordAsync();
        var somebody = (await OpenAccountAsync("somebody@example.org")).Actor;

        Assert.True((await Get<EndSessions>().RunAsync(mine, other.Session, None)).IsOk);
        Assert.IsType<NotFound>((await Get<EndSessions>().RunAsync(mine, somebody.Session, None)).Problem);

        Assert.NotNull(await NowAsync(mine));
        Assert.Null(await NowAsync(other));
        Assert.NotNull(await NowAsync(somebody));
    }

    [Fact]
    public async Task A_session_ends_by_itself_and_signing_out_ends_it_now()
    {
        var who = (await OpenAccountAsync()).Actor;
        Clock.Advance(Session.Lifetime);
        Assert.Null(await NowAsync(who));

        var next = await SignedInWithPasswordAsync();
        await Get<SignOut>().RunAsync(next, None);
        Assert.Null(await NowAsync(next));
    }

    [Fact]
    public async Task A_new_password_ends_the_others_and_tells_the_person()
    {
        var here = (await OpenAccountAsync()).Actor;
        var elsewhere = await SignedInWithPasswordAsync();

        Assert.IsType<PasswordWrong>((await Get<ChangePassword>().RunAsync(here, "not the current one", "another long password", AtHome, None)).Problem);
        Assert.True((await Get<ChangePassword>().RunAsync(here, Password, "another long password", AtHome, None)).IsOk);

        Assert.NotNull(await NowAsync(here));
        Assert.Null(await NowAsync(elsewhere));
        Assert.Equal("Uw wachtwoord is gewijzigd", (await LastMailAsync()).Subject);
        Assert.True((await SignInAsync("another long password", AtHome)).IsOk);
    }

    [Fact]
    public async Task A_reset_by_mail_works_once_and_ends_every_session()
    {
        var before = (await OpenAccountAsync()).Actor;
        await Get<AskForNewPassword>().RunAsync(Actor.Visitor, Email, "nl-BE", AtHome, None);
        var link = await LinkInLastMailAsync();

        var step = Value(await Get<SetNewPassword>().RunAsync(Actor.Visitor, link, "another long password", AtHome, None));

        Assert.Null(await NowAsync(before));
        Assert.True(step.Session!.Confirmed);
        Assert.IsType<LinkSpent>((await Get<SetNewPassword>().RunAsync(Actor.Visitor, link, "a third long password", AtHome, None)).Problem);
        Assert.IsType<SignInRefused>((await SignInAsync(Password, AtHome)).Problem);
    }

    [Fact]
    public async Task A_reset_by_mail_does_not_pass_by_the_second_factor()
    {
        await TurnOnAppCodeAsync((await OpenAccountAsync()).Actor);
        await Get<AskForNewPassword>().RunAsync(Actor.Visitor, Email, "nl-BE", AtHome, None);

        var step = Value(await Get<SetNewPassword>().RunAsync(Actor.Visitor, await LinkInLastMailAsync(), "another long password", AtHome, None));

        Assert.Null(step.Session);
        Assert.NotNull(step.SecondStep);
    }

    [Fact]
    public async Task A_new_address_counts_once_its_link_was_used_and_the_old_one_is_told()
    {
        var who = (await OpenAccountAsync()).Actor;
        await Get<AskForNewAddress>().RunAsync(who, "new@example.org", AtHome, None);
        Assert.Null(await UserAsync("new@example.org"));
        var link = await LinkInLastMailAsync();
        await ReadAsync(db => db.OutgoingMails.ExecuteUpdateAsync(set => set.SetProperty(m => m.SentAt, Now)));

        Assert.True((await Get<ConfirmNewAddress>().RunAsync(Actor.Visitor, link, None)).IsOk);

        Assert.True((await UserAsync("new@example.org")).EmailConfirmed);
        Assert.Equal(Email, (await LastMailAsync()).To);
        // What went to the old address before would be nobody's.
        Assert.Equal(1, await ReadAsync(db => db.OutgoingMails.CountAsync(m => m.To == Email)));
        Assert.IsType<LinkSpent>((await Get<ConfirmNewAddress>().RunAsync(Actor.Visitor, link, None)).Problem);
    }

    [Fact]
    public async Task Somebody_else_s_address_cannot_be_taken_and_its_owner_is_told()
    {
        var who = (await OpenAccountAsync()).Actor;
        await OpenAccountAsync("taken@example.org");

        var answer = await Get<AskForNewAddress>().RunAsync(who, "taken@example.org", AtHome, None);

        Assert.True(answer.IsOk);
        var mail = (await LastMailAsync());
        Assert.Equal("taken@example.org", mail.To);
        Assert.DoesNotContain("confirm-address", mail.Body);
    }

    public sealed class OnSqlite() : SessionTests(Provider.Sqlite);
    public sealed class OnPostgreSql() : SessionTests(Provider.PostgreSql);
}
