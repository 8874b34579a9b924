using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Accounts;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Accounts;

public abstract class SignInTests(Provider provider) : AccountTests(provider)
{
    [Fact]
    public async Task A_password_opens_a_session_that_is_not_confirmed()
    {
        await OpenAccountAsync();

        var who = await NowAsync(await SignedInWithPasswordAsync());

        Assert.NotNull(who);
        Assert.False(who.Confirmed);
        Assert.False(who.SecondFactor);
        Assert.Equal([Role.Member], who.Roles);
    }

    [Fact]
    public async Task An_unknown_address_and_a_wrong_password_get_the_same_answer()
    {
        await OpenAccountAsync();

        Assert.Equal(
            (await SignInAsync("not the password", AtHome)).Problem,
            (await SignInAsync("not the password", AtHome, "nobody@example.org")).Problem);
    }

    [Fact]
    public async Task A_stranger_s_tries_never_lock_the_person_out()
    {
        await OpenAccountAsync();
        for (var i = 0; i < ThrottleRule.SignIn.Tries; i++)
        {
            Assert.IsType<SignInRefused>((await SignInAsync("a guess of a stranger", Stranger)).Problem);
        }

        Assert.IsType<TriesSpent>((await SignInAsync(Password, Stranger)).Problem);
        Assert.True((await SignInAsync(Password, AtHome)).IsOk);
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.SignInPaused)));
    }

    [Fact]
    public async Task An_unknown_address_is_paused_just_like_a_known_one()
    {
        for (var i = 0; i < ThrottleRule.SignIn.Tries; i++) await SignInAsync("a guess", Stranger, "nobody@example.org");

        Assert.IsType<TriesSpent>((await SignInAsync("a guess", Stranger, "nobody@example.org")).Problem);
    }

    [Fact]
    public async Task Pauses_grow_and_a_success_forgets_them()
    {
        await OpenAccountAsync();
        var waits = new List<double>();
        for (var pause = 0; pause < 3; pause++)
        {
            for (var i = 0; i < ThrottleRule.SignIn.Tries; i++) await SignInAsync("a wrong password", AtHome);
            var spent = Assert.IsType<TriesSpent>((await SignInAsync(Password, AtHome)).Problem);
            waits.Add(spent.Wait.TotalMinutes);
            Clock.Advance(spent.Wait);
        }
        Assert.Equal([15, 30, 60], waits);

        Assert.True((await SignInAsync(Password, AtHome)).IsOk);
        for (var i = 1; i < ThrottleRule.SignIn.Tries; i++) await SignInAsync("a wrong password", AtHome);
        Assert.True((await SignInAsync(Password, AtHome)).IsOk);
    }

    [Fact]
    public async Task Tries_at_the_same_moment_do_not_slip_past_the_count()
    {
        await OpenAccountAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => SignInAsync("a guess", Stranger))));

        Assert.InRange(answers.Count(answer => answer.Problem is SignInRefused), 0, ThrottleRule.SignIn.Tries);
    }

    [Fact]
    public async Task One_network_address_cannot_try_many_accounts()
    {
        for (var i = 0; i < ThrottleRule.Network.Tries; i++) await SignInAsync("a guess", Stranger, $"somebody{i}@example.org");

        Assert.IsType<TriesSpent>((await SignInAsync("a guess", Stranger, "next@example.org")).Problem);
    }

    [Fact]
    public async Task The_table_of_tries_names_nobody()
    {
        await SignInAsync("a guess", Stranger);

        var keys = await ReadAsync(db => db.Throttles.Select(t => t.Key).ToListAsync());
        Assert.NotEmpty(keys);
        Assert.All(keys, key => Assert.Matches("^[0-9a-f]{64}$", key));
    }

    [Fact]
    public async Task With_an_app_the_password_is_only_the_first_step()
    {
        var (code, recovery) = await TurnOnAppCodeAsync((await OpenAccountAsync()).Actor);

        var step = Value(await SignInAsync(Password, AtHome));
        Assert.Null(step.Session);
        Assert.IsType<CodeWrong>((await Get<SignInWithCode>().RunAsync(
            Actor.Visitor, step.SecondStep!, Proof.AppCode, "000000", AtHome, None)).Problem);

        var facts = Value(await Get<SignInWithCode>().RunAsync(Actor.Visitor, step.SecondStep!, Proof.AppCode, await code(), AtHome, None));
        Assert.True(facts.SecondFactor);
        Assert.True(facts.Confirmed);

        var again = Value(await SignInAsync(Password, AtHome)).SecondStep!;
        var typed = recovery[0].ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal);
        Assert.True((await Get<SignInWithCode>().RunAsync(Actor.Visitor, again, Proof.RecoveryCode, typed, AtHome, None)).IsOk);
        Assert.IsType<CodeWrong>((await Get<SignInWithCode>().RunAsync(Actor.Visitor, again, Proof.RecoveryCode, typed, AtHome, None)).Problem);
    }

    [Fact]
    public async Task A_ticket_for_the_second_step_ends_after_ten_minutes()
    {
        var (code, _) = await TurnOnAppCodeAsync((await OpenAccountAsync()).Actor);
        var ticket = Value(await SignInAsync(Password, AtHome)).SecondStep!;

        Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.IsType<SignInExpired>((await Get<SignInWithCode>().RunAsync(
            Actor.Visitor, ticket, Proof.AppCode, await code(), AtHome, None)).Problem);
    }

    [Fact]
    public async Task Guessing_codes_is_paused_even_from_many_network_addresses()
    {
        await TurnOnAppCodeAsync((await OpenAccountAsync()).Actor);
        var ticket = Value(await SignInAsync(Password, AtHome)).SecondStep!;

        var problems = new List<object?>();
        for (var i = 0; i <= ThrottleRule.Codes.Tries; i++)
        {
            var elsewhere = new Caller($"198.51.100.{i}", "Chrome, Windows");
            problems.Add((await Get<SignInWithCode>().RunAsync(Actor.Visitor, ticket, Proof.AppCode, "not a code", elsewhere, None)).Problem);
        }

        Assert.IsType<TriesSpent>(problems[^1]);
    }

    public sealed class OnSqlite() : SignInTests(Provider.Sqlite);
    public sealed class OnPostgreSql() : SignInTests(Provider.PostgreSql);
}
