using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Intake;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Intake;

/// <summary>What an officer does with mails of which no case was made by itself.</summary>
public abstract class TrayTests(Provider provider) : IntakeTests(provider)
{
    private const string Machine = "Auto-Submitted: auto-replied";

    [Fact]
    public async Task A_request_found_in_the_tray_has_the_clock_of_the_day_its_mail_arrived_and_a_machine_gets_no_answer()
    {
        await TakeInAsync(TestMail.Text(header: Machine), arrived: Now.AddDays(-10));
        var row = Assert.Single((await ListAsync()).Rows);

        var given = await Get<TurnIntoRequest>().RunAsync(Officer, row.Id, row.Revision, None);

        var request = await OnlyRequestAsync();
        Assert.Equal((new DateOnly(2026, 2, 20), RequestChannel.Email, "an@example.org"), (request.ReceivedOn!.Value, request.Channel, request.ReplyAddress));
        Assert.Equal("My data\n\nPlease send me all data you have about me.", request.Words);
        Assert.Equal((request.Id, Officer.Id), (given.Value!.Request, request.EnteredBy));
        Assert.Equal(0, await ReadAsync(db => db.OutgoingMails.CountAsync()));
        var mail = await OnlyMailAsync();
        Assert.Equal((MailPlace.Case, "", Officer.Id, request.Id), (mail.Place, mail.Text, mail.HandledBy, mail.RequestId));
        Assert.Empty((await ListAsync()).Rows);
        Assert.Equal(new CaseMail("an@example.org", "My data", Now.AddDays(-10), IsIncomplete: false), (await Get<ReadCaseMail>().RunAsync(Officer, request.Id, None)).Value);
    }

    [Fact]
    public async Task What_a_person_wrote_is_confirmed_when_it_becomes_a_request()
    {
        for (uint i = 1; i <= TakeInMail.MostPerDay + 1; i++) await TakeInAsync(TestMail.Text($"Question {i}"), uid: i);
        var row = Assert.Single((await ListAsync()).Rows);

        Assert.True((await Get<TurnIntoRequest>().RunAsync(Officer, row.Id, row.Revision, None)).IsOk);

        Assert.Equal(TakeInMail.MostPerDay + 1, await ReadAsync(db => db.OutgoingMails.CountAsync()));
    }

    [Fact]
    public async Task Two_officers_at_once_make_one_request_of_a_mail()
    {
        await TakeInAsync(TestMail.Text(header: Machine));
        var row = Assert.Single((await ListAsync()).Rows);
        var officers = Enumerable.Range(0, 4).Select(_ => Get<TurnIntoRequest>()).ToArray();

        var given = await Task.WhenAll(officers.Select(turn => Task.Run(() => turn.RunAsync(Officer, row.Id, row.Revision, None))));

        var request = await OnlyRequestAsync();
        Assert.All(given, result => Assert.True(result.Problem is ChangedMeanwhile || result.Value!.Request == request.Id));
        Assert.Contains(given, result => result.IsOk);
        Assert.Equal(request.Id, (await Get<TurnIntoRequest>().RunAsync(Officer, row.Id, row.Revision, None)).Value!.Request);
    }

    [Fact]
    public async Task A_mail_put_aside_loses_its_text_and_is_not_taken_in_again()
    {
        await TakeInAsync(TestMail.Text(header: Machine));
        var row = Assert.Single((await ListAsync()).Rows);

        Assert.IsType<ChangedMeanwhile>((await Get<PutAside>().RunAsync(Officer, row.Id, Guid.NewGuid(), None)).Problem);
        Assert.True((await Get<PutAside>().RunAsync(Officer, row.Id, row.Revision, None)).IsOk);

        var mail = await OnlyMailAsync();
        Assert.Equal((MailPlace.Aside, "", Officer.Id, Now), (mail.Place, mail.Text, mail.HandledBy, mail.HandledAt!.Value));
        Assert.Empty((await ListAsync()).Rows);
        Assert.Equal(MailPlace.Aside, await TakeInAsync(TestMail.Text(header: Machine)));
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.MailPutAside && e.Reference == row.Id.ToString())));
    }

    [Fact]
    public async Task A_mail_that_is_a_case_is_not_put_aside()
    {
        await TakeInAsync(TestMail.Text());
        var mail = await OnlyMailAsync();

        Assert.IsType<MailIsACase>((await Get<PutAside>().RunAsync(Officer, mail.Id, mail.Revision, None)).Problem);
        Assert.Equal((await OnlyRequestAsync()).Id, (await Get<TurnIntoRequest>().RunAsync(Officer, mail.Id, mail.Revision, None)).Value!.Request);
    }

    [Fact]
    public async Task A_mail_too_old_for_a_request_stays_in_the_tray()
    {
        await TakeInAsync(TestMail.Text(), arrived: Now.AddYears(-3));
        var row = Assert.Single((await ListAsync()).Rows);

        Assert.IsType<ArrivalTooOld>((await Get<TurnIntoRequest>().RunAsync(Officer, row.Id, row.Revision, None)).Problem);

        Assert.Equal(MailPlace.Tray, (await OnlyMailAsync()).Place);
    }

    [Fact]
    public async Task The_tray_is_read_page_by_page_longest_waiting_first()
    {
        for (uint i = 1; i <= ListTray.PageSize + 3; i++) await TakeInAsync(TestMail.Text($"Mail {i}", header: Machine), uid: i, arrived: Now.AddHours(-i / 2));

        var first = await ListAsync();
        var second = await ListAsync(first.Next);

        Assert.Equal((ListTray.PageSize, 3, null), (first.Rows.Count, second.Rows.Count, second.Next));
        List<TrayRow> all = [.. first.Rows, .. second.Rows];
        Assert.Equal(all.Count, all.Select(row => row.Id).Distinct().Count());
        Assert.Equal(all.Select(row => row.ArrivedAt).Order(), all.Select(row => row.ArrivedAt));
        Assert.Equal(all.Count, (await Get<CountTray>().RunAsync(Officer, None)).Value);
    }

    [Fact]
    public async Task That_staff_look_is_written_once_in_a_quarter_of_an_hour()
    {
        await ListAsync();
        await ListAsync();
        Clock.Advance(TimeSpan.FromMinutes(16));
        await ListAsync();

        Assert.Equal(2, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.TrayViewed && e.ActorId == Officer.Id)));
    }

    [Fact]
    public async Task An_auditor_reads_the_tray_and_changes_nothing()
    {
        await TakeInAsync(TestMail.Text(header: Machine));
        var mail = await OnlyMailAsync();

        Assert.Single((await Get<ListTray>().RunAsync(TestActors.Auditor(), null, None)).Value!.Rows);
        Assert.IsType<NotPermitted>((await Get<TurnIntoRequest>().RunAsync(TestActors.Auditor(), mail.Id, mail.Revision, None)).Problem);
        Assert.IsType<NotPermitted>((await Get<PutAside>().RunAsync(TestActors.Auditor(), mail.Id, mail.Revision, None)).Problem);
        Assert.IsType<NotPermitted>((await Get<ListTray>().RunAsync(TestActors.SomebodyElse(), null, None)).Problem);
        Assert.IsType<NotPermitted>((await Get<CountTray>().RunAsync(Actor.Visitor, None)).Problem);
        Assert.IsType<NotPermitted>((await Get<ReadCaseMail>().RunAsync(TestActors.SomebodyElse(), Guid.NewGuid(), None)).Problem);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        Assert.IsType<NotFound>((await Get<TurnIntoRequest>().RunAsync(Officer, Guid.NewGuid(), Guid.NewGuid(), None)).Problem);
        Assert.IsType<NotFound>((await Get<PutAside>().RunAsync(Officer, Guid.NewGuid(), Guid.NewGuid(), None)).Problem);
        Assert.IsType<NotFound>((await Get<ReadCaseMail>().RunAsync(Officer, Guid.NewGuid(), None)).Problem);
    }

    private async Task<TrayPage> ListAsync(TrayPlace? after = null) => (await Get<ListTray>().RunAsync(Officer, after, None)).Value!;

    public sealed class OnSqlite() : TrayTests(Provider.Sqlite);
    public sealed class OnPostgreSql() : TrayTests(Provider.PostgreSql);
}
