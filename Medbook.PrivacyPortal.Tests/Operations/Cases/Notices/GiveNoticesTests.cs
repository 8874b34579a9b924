using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Operations.Cases.Notices;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Cases.Notices;

/// <summary>A request of Monday 2 March 2026: due on 1 April, last legal day Thursday 2 April.</summary>
public abstract class GiveNoticesTests(Provider provider) : CaseTests(provider)
{
    private Guid request;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await AddStaffAsync("officer-a@example.org", Role.Officer, "nl-BE");
        await AddStaffAsync("officer-b@example.org", Role.Officer, "en-GB");
        await AddStaffAsync("admin@example.org", Role.Administrator, "fr-BE");
        request = (await SubmitAsync(await AddPersonAsync())).Request;
        await ForgetMailsAsync();
    }

    [Fact]
    public async Task Nobody_is_told_while_there_is_time()
    {
        Clock.Advance(TimeSpan.FromDays(24));

        Assert.Equal(0, await GiveAsync());
        Assert.Empty(await MailsAsync());
    }

    [Fact]
    public async Task All_officers_are_reminded_once_of_what_nobody_has_each_in_their_language()
    {
        Clock.Advance(TimeSpan.FromDays(25));

        Assert.Equal(1, await GiveAsync());
        Assert.Equal(0, await GiveAsync());

        var mails = await MailsAsync();
        Assert.Equal(["officer-a@example.org", "officer-b@example.org"], mails.Select(mail => mail.To).Order());
        Assert.Equal("Verzoek 2026-0001 moet binnenkort beantwoord worden", mails.Single(mail => mail.To.StartsWith("officer-a", StringComparison.Ordinal)).Subject);
        Assert.All(mails, mail => Assert.EndsWith($"https://privacy.example.org/manage/requests/{request}", mail.Body));
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.NoticeGiven && e.Detail == "Reminder")));
    }

    [Fact]
    public async Task Whoever_has_the_case_is_reminded_alone()
    {
        await AssignAsync("officer-b@example.org");
        Clock.Advance(TimeSpan.FromDays(25));

        await GiveAsync();

        Assert.Equal("officer-b@example.org", Assert.Single(await MailsAsync()).To);
    }

    [Fact]
    public async Task The_administrators_are_told_when_the_last_legal_day_is_near()
    {
        await AssignAsync("officer-b@example.org");
        Clock.Advance(TimeSpan.FromDays(30));

        Assert.Equal(1, await GiveAsync());

        Assert.Equal(["admin@example.org", "officer-b@example.org"], (await MailsAsync()).Select(mail => mail.To).Order());
    }

    [Fact]
    public async Task After_the_last_legal_day_the_breach_is_recorded_and_the_person_is_told_where_to_complain()
    {
        Clock.Advance(TimeSpan.FromDays(32));

        Assert.Equal(1, await GiveAsync());
        Assert.Equal(0, await GiveAsync());

        var toPerson = (await MailsAsync()).Single(mail => mail.To == "member@example.org");
        Assert.Contains("The last legal day was 2 April 2026.", toPerson.Body);
        Assert.Contains("Drukpersstraat 35, 1000 Brussels", toPerson.Body);
        Assert.Contains("You can also go to court.", toPerson.Body);
        var stored = await StoredAsync(request);
        Assert.Equal((RequestEventKind.TermBreached, Role.Portal), (stored.Events[^1].Kind, stored.Events[^1].By));
    }

    [Fact]
    public async Task Each_of_more_requests_than_one_batch_is_told_once()
    {
        for (var i = 0; i < 120; i++) await SubmitAsync(await AddPersonAsync($"person{i}@example.org"));
        Clock.Advance(TimeSpan.FromDays(25));

        Assert.Equal(121, await GiveAsync());
        Assert.Equal(0, await GiveAsync());
    }

    [Fact]
    public async Task The_search_for_what_is_near_uses_the_index_of_the_queue()
    {
        await using var db = await OpenAsync();

        QueryPlan.AssertIndexed(await QueryPlan.OfAsync(db, GiveNotices.Near(db, new(2026, 3, 30), new(DateOnly.MinValue, Guid.Empty)).Take(10)), "Requests");
    }

    [Fact]
    public async Task Only_the_portal_gives_notices() =>
        Assert.IsType<NotPermitted>((await Get<GiveNotices>().RunAsync(TestActors.Officer(), None)).Problem);

    private async Task<int> GiveAsync() => (await Get<GiveNotices>().RunAsync(Actor.Portal, None)).Value;

    private Task<List<OutgoingMail>> MailsAsync() => ReadAsync(db => db.OutgoingMails.ToListAsync());

    private async Task ForgetMailsAsync()
    {
        await using var db = await OpenAsync();
        await db.OutgoingMails.ExecuteDeleteAsync();
    }

    private async Task AssignAsync(string email)
    {
        await using var db = await OpenAsync();
        var officer = await db.Users.SingleAsync(user => user.Email == email);
        var stored = await db.Requests.Include(r => r.Events).SingleAsync(r => r.Id == request);
        Assert.True(stored.Assign(officer.Id, Now).IsOk);
        db.AuditEntries.Add(AuditEntry.Of(Actor.Portal, AuditAction.CaseViewed, Now));
        await db.SaveChangesAsync();
    }

    public sealed class OnSqlite() : GiveNoticesTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : GiveNoticesTests(Provider.PostgreSql);
}
