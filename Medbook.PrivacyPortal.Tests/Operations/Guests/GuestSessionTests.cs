using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Guests;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Guests;

public abstract class GuestSessionTests(Provider provider) : GuestTests(provider)
{
    [Fact]
    public async Task A_mailed_code_proves_the_address_once()
    {
        var (ticket, digits) = await AskedAsync();

        var facts = Value(await CheckAsync(Value(await EnterAsync(ticket, $" {digits[..3]} {digits[3..]}"))));

        Assert.IsType<CodeSpent>((await EnterAsync(ticket, digits)).Problem);
        Assert.Equal((Email, Now, Now + GuestSession.Lifetime), (facts.Address, facts.StartedAt, facts.EndsAt));
        var entry = await ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.SignedIn));
        Assert.Equal((Role.Guest, facts.Subject, nameof(Proof.MailedCode)), (entry.ActorRole, entry.Subject!.Value, entry.Detail));
    }

    [Fact]
    public async Task Whoever_proves_the_same_address_again_is_the_same_person_also_with_a_capital()
    {
        var first = await ProvedAsync();
        var again = await ProvedAsync(" Contact@Example.org ");

        Assert.Equal(first.Subject, again.Subject);
        Assert.NotEqual(first.Session, again.Session);
        Assert.NotEqual(first.Subject, (await ProvedAsync("somebody-else@example.org")).Subject);
    }

    [Fact]
    public async Task The_address_of_an_account_proves_no_account()
    {
        var member = await AddPersonAsync(Email);

        Assert.NotEqual(member.Subject, (await ProvedAsync()).Subject);
    }

    [Fact]
    public async Task A_known_and_an_unknown_address_get_the_same_answer_the_same_mail_and_leave_the_same_behind()
    {
        await ProvedAsync("known@example.org");
        await AddPersonAsync("member@example.org");
        var before = await SubjectsAsync();

        foreach (var email in (string[])["known@example.org", "member@example.org", "unknown@example.org"])
        {
            var (ticket, digits) = await AskedAsync(email);
            Assert.IsType<CodeWrong>((await EnterAsync(ticket, WrongFor(digits))).Problem);
        }

        var mails = await ReadAsync(db => db.OutgoingMails.OrderBy(m => m.To).ToListAsync());
        Assert.Single(mails.Select(mail => (mail.Subject, mail.Language, mail.Body.Replace(DigitsIn(mail), "", StringComparison.Ordinal))).Distinct());
        Assert.Equal(before, await SubjectsAsync());
        Assert.Equal(3, await ReadAsync(db => db.GuestCodes.CountAsync()));
    }

    [Fact]
    public async Task Neither_address_nor_digits_stand_in_the_database_before_they_are_proved()
    {
        var (ticket, digits) = await AskedAsync();

        var code = await ReadAsync(db => db.GuestCodes.SingleAsync());
        Assert.DoesNotContain(digits, code.Hash, StringComparison.Ordinal);
        Assert.DoesNotContain(Email, ticket, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, await SubjectsAsync());
    }

    [Fact]
    public async Task After_five_wrong_codes_the_right_one_does_not_work_either()
    {
        var (ticket, digits) = await AskedAsync();

        for (var i = 1; i < MailedCode.MaxTries; i++) Assert.IsType<CodeWrong>((await EnterAsync(ticket, WrongFor(digits))).Problem);
        Assert.IsType<CodeSpent>((await EnterAsync(ticket, WrongFor(digits))).Problem);

        Assert.IsType<CodeSpent>((await EnterAsync(ticket, digits)).Problem);
        Assert.Equal(0, await ReadAsync(db => db.GuestSessions.CountAsync()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("١٢٣٤٥٦")]
    public async Task What_is_no_six_digits_costs_no_try(string typed)
    {
        var (ticket, digits) = await AskedAsync();

        for (var i = 0; i <= MailedCode.MaxTries; i++) Assert.IsType<CodeIncomplete>((await EnterAsync(ticket, typed)).Problem);

        Assert.True((await EnterAsync(ticket, digits)).IsOk);
    }

    [Fact]
    public async Task A_code_ends_after_ten_minutes_and_what_was_kept_of_it_goes_with_the_next()
    {
        var (ticket, digits) = await AskedAsync();

        Clock.Advance(MailedCode.Lifetime);
        Assert.IsType<CodeSpent>((await EnterAsync(ticket, digits)).Problem);

        Clock.Advance(TimeSpan.FromSeconds(1));
        await AskedAsync("another@example.org");
        Assert.Equal(1, await ReadAsync(db => db.GuestCodes.CountAsync()));
    }

    [Fact]
    public async Task A_code_works_only_with_the_ticket_of_the_browser_that_asked()
    {
        var (ticket, digits) = await AskedAsync();
        var (other, _) = await AskedAsync("attacker@example.org");

        Assert.IsType<CodeWrong>((await EnterAsync(other, digits)).Problem);
        Assert.IsType<CodeSpent>((await EnterAsync(ticket[..^4] + "AAAA", digits)).Problem);
        Assert.IsType<CodeSpent>((await EnterAsync("", digits)).Problem);
        Assert.True((await EnterAsync(ticket, digits)).IsOk);
    }

    [Fact]
    public async Task A_further_code_comes_after_a_minute_and_takes_the_place_of_the_one_before()
    {
        var (first, old) = await AskedAsync();
        Assert.IsType<CodeJustSent>((await AskAsync(ticket: first)).Problem);

        Clock.Advance(MailedCode.Pause);
        var second = Value(await AskAsync(ticket: first));
        var digits = DigitsIn(Assert.Single(await NewMailsAsync()));

        Assert.Equal(1, await ReadAsync(db => db.GuestCodes.CountAsync()));
        if (old != digits) Assert.IsType<CodeWrong>((await EnterAsync(second, old)).Problem);
        Assert.True((await EnterAsync(second, digits)).IsOk);
    }

    [Fact]
    public async Task An_address_gets_only_a_few_mails_and_the_answer_is_the_same_without_one()
    {
        for (var i = 0; i < ThrottleRule.Mails.Tries; i++) await AskedAsync();

        var ticket = Value(await AskAsync(caller: Stranger));

        Assert.Empty(await NewMailsAsync());
        Assert.IsType<CodeWrong>((await EnterAsync(ticket, "000000", Stranger)).Problem);
        await AskedAsync("another@example.org");
    }

    [Fact]
    public async Task A_network_that_asks_for_too_many_codes_waits_and_no_other()
    {
        for (var i = 0; i < ThrottleRule.Network.Tries; i++) await AskedAsync($"contact{i}@example.org");

        Assert.IsType<TriesSpent>((await AskAsync("one-more@example.org")).Problem);
        Assert.True((await AskAsync("one-more@example.org", caller: Stranger)).IsOk);
    }

    [Fact]
    public async Task A_network_that_tries_too_many_codes_waits_even_with_the_right_one()
    {
        for (var i = 0; i < ThrottleRule.Network.Tries; i++)
        {
            var (asked, sent) = await AskedFromAsync(i);
            Assert.IsType<CodeWrong>((await EnterAsync(asked, WrongFor(sent), Stranger)).Problem);
        }
        var (last, right) = await AskedFromAsync(ThrottleRule.Network.Tries);

        Assert.IsType<TriesSpent>((await EnterAsync(last, right, Stranger)).Problem);
        Assert.True((await EnterAsync(last, right)).IsOk);
    }

    [Fact]
    public async Task A_right_code_does_not_count_against_its_network()
    {
        for (var i = 0; i < ThrottleRule.Network.Tries; i++)
        {
            var (asked, sent) = await AskedFromAsync(i);
            Assert.True((await EnterAsync(asked, sent)).IsOk);
        }
        var (one, digits) = await AskedAsync();
        Assert.True((await EnterAsync(one, digits)).IsOk);
    }

    [Theory]
    [InlineData("")]
    [InlineData("contact")]
    [InlineData("contact@example.org\nBcc: all@example.org")]
    public async Task What_is_no_address_gets_no_mail(string email)
    {
        Assert.IsType<AddressInvalid>((await AskAsync(email)).Problem);
        Assert.Empty(await NewMailsAsync());
    }

    [Fact]
    public async Task A_session_ends_after_two_hours_whatever_happens_in_it()
    {
        var (ticket, digits) = await AskedAsync();
        var pass = Value(await EnterAsync(ticket, digits));

        Clock.Advance(GuestSession.Lifetime - TimeSpan.FromSeconds(1));
        Assert.True((await CheckAsync(pass)).IsOk);
        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.False((await CheckAsync(pass)).IsOk);
        await ProvedAsync();
        Assert.Equal(1, await ReadAsync(db => db.GuestSessions.CountAsync()));
    }

    [Fact]
    public async Task A_session_that_its_guest_ends_is_over_and_no_other_session_is()
    {
        var (ticket, digits) = await AskedAsync();
        var pass = Value(await EnterAsync(ticket, digits));
        var elsewhere = await ProvedAsync();
        var here = Value(await CheckAsync(pass));

        Assert.True((await Get<EndGuestSession>().RunAsync(here.Actor, None)).IsOk);
        Assert.True((await Get<EndGuestSession>().RunAsync(here.Actor, None)).IsOk);

        Assert.False((await CheckAsync(pass)).IsOk);
        Assert.Equal(elsewhere.Session, await ReadAsync(db => db.GuestSessions.Select(s => s.Id).SingleAsync()));
        var entry = await ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.SignedOut));
        Assert.Equal((Role.Guest, here.Subject), (entry.ActorRole, entry.Subject!.Value));
    }

    [Fact]
    public async Task An_erasure_of_the_person_ends_the_session()
    {
        var (ticket, digits) = await AskedAsync();
        var pass = Value(await EnterAsync(ticket, digits));

        await using (var db = await OpenAsync()) await db.Subjects.ExecuteDeleteAsync();

        Assert.False((await CheckAsync(pass)).IsOk);
    }

    [Fact]
    public async Task Two_browsers_that_prove_the_same_address_at_once_are_one_person()
    {
        var tickets = new List<(string Ticket, string Digits)>();
        for (var i = 0; i < 4; i++) tickets.Add(await AskedAsync());

        var passes = await Task.WhenAll(tickets.Select(asked => Task.Run(() => EnterAsync(asked.Ticket, asked.Digits))));

        var subjects = await Task.WhenAll(passes.Select(async pass => Value(await CheckAsync(Value(pass))).Subject));
        Assert.Single(subjects.Distinct());
        Assert.Equal(1, await SubjectsAsync());
    }

    // Each address, and each network it is asked from, is another one.
    private async Task<(string Ticket, string Digits)> AskedFromAsync(int place)
    {
        var ticket = Value(await AskAsync($"contact{place}@example.org", caller: new Caller($"198.51.100.{place}", "")));
        return (ticket, DigitsIn(Assert.Single(await NewMailsAsync())));
    }

    private Task<int> SubjectsAsync() => ReadAsync(db => db.Subjects.CountAsync());

    public sealed class OnSqlite() : GuestSessionTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : GuestSessionTests(Provider.PostgreSql);
}
