using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Cases;

public abstract class SubmitRequestTests(Provider provider) : CaseTests(provider)
{
    [Fact]
    public async Task A_request_gets_its_number_its_due_date_its_mail_and_its_audit_entry_together()
    {
        var person = await AddPersonAsync();

        var acknowledgement = await SubmitAsync(person);

        Assert.Equal(("2026-0001", Now, Deadline.Of(new DateOnly(2026, 3, 2))),
            (acknowledgement.Number, acknowledgement.ReceivedAt, acknowledgement.Deadline));
        var stored = await StoredAsync(acknowledgement.Request);
        Assert.Equal((RequestStatus.Received, true, new DateOnly(2026, 4, 1)), (stored.Status, stored.IsOpen, stored.DueOn!.Value));
        Assert.Equal([RequestEventKind.Submitted, RequestEventKind.Acknowledged], stored.Events.OrderBy(e => e.Id).Select(e => e.Kind));

        var mail = await ReadAsync(db => db.OutgoingMails.SingleAsync());
        Assert.Equal(("member@example.org", "Request 2026-0001", "en-GB"), (mail.To, mail.Subject, mail.Language));
        Assert.Equal(
            $"Your request 2026-0001 arrived on 2 March 2026. We answer by 1 April 2026. You need not do anything now.\n\n"
            + $"Follow it: https://privacy.example.org/requests/{acknowledgement.Request}", mail.Body);

        var entry = await ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.RequestSubmitted));
        Assert.Equal((person.Id, Role.Member, person.Subject, acknowledgement.Request.ToString(), "Erasure"),
            (entry.ActorId, entry.ActorRole, entry.Subject, entry.Reference, entry.Detail));
    }

    [Theory]
    [InlineData("nl-BE", "Verzoek 2026-0001", "kwam aan op 1 februari 2026. We antwoorden uiterlijk op 1 maart 2026.")]
    [InlineData("fr-BE", "Demande 2026-0001", "est arrivée le 1er février 2026. Nous répondons au plus tard le 1er mars 2026.")]
    public async Task Receipt_is_confirmed_in_the_language_of_the_request(string language, string subject, string sentence)
    {
        Clock.AdjustTime(new DateTimeOffset(2026, 2, 1, 12, 0, 0, TimeSpan.Zero));
        await SubmitAsync(await AddPersonAsync(), language: language);

        var mail = await ReadAsync(db => db.OutgoingMails.SingleAsync());
        Assert.Equal((subject, language), (mail.Subject, mail.Language));
        Assert.Contains(sentence, mail.Body);
    }

    [Fact]
    public async Task A_second_submit_gives_the_same_acknowledgement()
    {
        var person = await AddPersonAsync();
        var first = await SubmitAsync(person);
        Clock.Advance(TimeSpan.FromDays(2));

        var second = (await Get<SubmitRequest>().RunAsync(person, first.Request, None)).Value;

        Assert.Equal(first, second);
        Assert.Equal(1, await ReadAsync(db => db.OutgoingMails.CountAsync()));
    }

    [Fact]
    public async Task Two_submits_at_the_same_moment_make_one_request_one_number_and_one_mail()
    {
        var person = await AddPersonAsync();
        var draft = await StartAsync(person);
        var clicks = Enumerable.Range(0, 4).Select(_ => Get<SubmitRequest>()).ToArray();

        var acknowledgements = await Task.WhenAll(clicks.Select(click => Task.Run(() => click.RunAsync(person, draft, None))));

        Assert.All(acknowledgements, result => Assert.Equal("2026-0001", result.Value!.Number));
        Assert.Equal(1, await ReadAsync(db => db.OutgoingMails.CountAsync()));
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.RequestSubmitted)));
        Assert.Equal("2026-0002", (await SubmitAsync(person)).Number);
    }

    [Fact]
    public async Task Many_people_who_submit_at_once_get_one_number_each_without_a_gap()
    {
        var person = await AddPersonAsync();
        var drafts = new List<Guid>();
        for (var i = 0; i < 12; i++) drafts.Add(await StartAsync(person));
        var submits = drafts.Select(draft => (Operation: Get<SubmitRequest>(), draft)).ToArray();

        var results = await Task.WhenAll(submits.Select(s => Task.Run(() => s.Operation.RunAsync(person, s.draft, None))));

        Assert.Equal(Enumerable.Range(1, 12).Select(i => $"2026-{i:0000}"), results.Select(r => r.Value!.Number).Order());
    }

    [Fact]
    public async Task A_submit_that_fails_takes_no_number()
    {
        var person = await AddPersonAsync();
        var empty = await StartAsync(person, RequestKind.Complaint, "");

        Assert.IsType<WordsMissing>((await Get<SubmitRequest>().RunAsync(person, empty, None)).Problem);
        Assert.Equal("2026-0001", (await SubmitAsync(person)).Number);
    }

    [Fact]
    public async Task Numbers_begin_anew_with_the_year_in_Brussels()
    {
        var person = await AddPersonAsync();
        await SubmitAsync(person);
        Clock.SetUtcNow(new DateTimeOffset(2026, 12, 31, 22, 59, 59, TimeSpan.Zero));
        Assert.Equal("2026-0002", (await SubmitAsync(person)).Number);
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("2027-0001", (await SubmitAsync(person)).Number);
    }

    [Fact]
    public async Task An_officer_without_being_the_person_submits_nothing()
    {
        var draft = await StartAsync(await AddPersonAsync());

        Assert.IsType<Medbook.PrivacyPortal.Domain.NotFound>((await Get<SubmitRequest>().RunAsync(Officer, draft, None)).Problem);
        Assert.IsType<NotPermitted>((await Get<SubmitRequest>().RunAsync(Actor.Visitor, draft, None)).Problem);
    }

    public sealed class OnSqlite() : SubmitRequestTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : SubmitRequestTests(Provider.PostgreSql);
}
