using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Cases;

public abstract class DecisionTests(Provider provider) : CaseTests(provider)
{
    private static readonly RefusalReasons Reasons = new(RefusalGround.RequiredByLaw, "Invoices of 2021 stay until 2031.");

    [Fact]
    public async Task A_grant_reaches_the_person_as_a_letter_and_as_the_same_words_by_mail()
    {
        var person = await AddPersonAsync();
        var sent = await SubmitAsync(person);
        Clock.Advance(TimeSpan.FromDays(3));

        Assert.True((await GrantAsync(sent.Request, "We delete the tickets today.")).IsOk);

        var read = (await Get<ReadMyRequest>().RunAsync(person, sent.Request, None)).Value!.Request;
        Assert.Equal((RequestStatus.Done, Outcome.Granted, Now), (read.Status, read.Outcome!.Value, read.DecidedAt!.Value));
        Assert.Contains("We grant your request.\n\nWe delete the tickets today.", read.Letter!.Text);
        var mail = await AnswerAsync();
        Assert.Equal(("member@example.org", "Request 2026-0001"), (mail.To, mail.Subject));
        Assert.StartsWith(read.Letter.Text, mail.Body);
        Assert.EndsWith($"https://privacy.example.org/requests/{sent.Request}", mail.Body);
    }

    [Theory]
    [InlineData("en-GB", "We cannot grant this: Delete my data.", "Our reasons: Invoices of 2021 stay until 2031.",
        "The rule: a law requires us to keep the data (GDPR 17(3)(b)).",
        "Data Protection Authority (GBA/APD): Drukpersstraat 35, 1000 Brussels, +32 2 274 48 00, dataprotectionauthority.be", "You can also go to court.")]
    [InlineData("nl-BE", "Dit kunnen we niet toestaan: Mijn gegevens wissen.", "Onze redenen: Invoices of 2021 stay until 2031.",
        "De regel: een wet verplicht ons de gegevens te bewaren (AVG 17(3)(b)).",
        "Gegevensbeschermingsautoriteit (GBA): Drukpersstraat 35, 1000 Brussel, +32 2 274 48 00, gegevensbeschermingsautoriteit.be", "U kunt ook naar de rechter stappen.")]
    [InlineData("fr-BE", "Nous ne pouvons pas accorder ceci\u00a0: Effacer mes données.", "Nos raisons\u00a0: Invoices of 2021 stay until 2031.",
        "La règle\u00a0: une loi nous oblige à garder les données (RGPD 17(3)(b)).",
        "Autorité de protection des données (APD)\u00a0: rue de la Presse 35, 1000 Bruxelles, +32 2 274 48 00, autoriteprotectiondonnees.be", "Vous pouvez aussi aller en justice.")]
    public async Task A_refusal_holds_reasons_rule_authority_and_court_in_the_language_of_the_request(string language, params string[] sentences)
    {
        var sent = await SubmitAsync(await AddPersonAsync(), language: language);

        Assert.True((await RefuseAsync(sent.Request, Reasons)).IsOk);

        var letter = (await StoredAsync(sent.Request)).Letter!;
        Assert.Equal(language, letter.Language);
        Assert.All(sentences, sentence => Assert.Contains(sentence, letter.Text));
        var mail = await AnswerAsync();
        Assert.StartsWith(letter.Text, mail.Body);
        // A subject names no right and no reason.
        Assert.EndsWith("2026-0001", mail.Subject);
        Assert.InRange(mail.Subject.Split(' ').Length, 2, 2);
    }

    [Fact]
    public async Task A_refusal_without_reasons_is_not_sent_and_nothing_changes()
    {
        var sent = await SubmitAsync(await AddPersonAsync());

        Assert.IsType<ReasonsMissing>((await RefuseAsync(sent.Request, Reasons with { Words = " \n " })).Problem);
        Assert.IsType<GroundDoesNotFit>((await RefuseAsync(sent.Request, Reasons with { Ground = RefusalGround.RightsOfOthers })).Problem);

        Assert.Equal(RequestStatus.Received, (await StoredAsync(sent.Request)).Status);
        Assert.Equal(1, await ReadAsync(db => db.OutgoingMails.CountAsync()));
    }

    [Fact]
    public async Task A_late_refusal_is_sent_says_that_it_is_late_and_is_recorded_as_a_breach()
    {
        var sent = await SubmitAsync(await AddPersonAsync());
        Clock.Advance(TimeSpan.FromDays(32));

        Assert.True((await RefuseAsync(sent.Request, Reasons)).IsOk);

        var stored = await StoredAsync(sent.Request);
        Assert.True(stored.AnsweredLate);
        Assert.Contains(stored.Events, e => e.Kind == RequestEventKind.TermBreached);
        Assert.Contains("This answer is late. The last legal day was 2 April 2026.", stored.Letter!.Text);
    }

    [Fact]
    public async Task The_audit_keeps_who_decided_and_the_hash_of_the_letter_and_no_word_of_it()
    {
        var person = await AddPersonAsync();
        var sent = await SubmitAsync(person);
        await RefuseAsync(sent.Request, Reasons);

        var entry = await ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.RequestRefused));
        Assert.Equal((Officer.Id, Role.Officer, person.Subject, sent.Request.ToString(), (await StoredAsync(sent.Request)).Letter!.Hash),
            (entry.ActorId, entry.ActorRole, entry.Subject, entry.Reference, entry.Detail));
    }

    [Fact]
    public async Task Of_two_officers_the_second_sees_that_the_first_was_faster()
    {
        var sent = await SubmitAsync(await AddPersonAsync());
        var revision = (await StoredAsync(sent.Request)).Revision;
        var (grant, refuse) = (Get<GrantRequest>(), Get<RefuseRequest>());

        var results = await Task.WhenAll(
            Task.Run(() => grant.RunAsync(Officer, sent.Request, revision, "", None)),
            Task.Run(() => refuse.RunAsync(Officer, sent.Request, revision, Reasons, None)));

        Assert.Single(results, result => result.IsOk);
        Assert.Single(results, result => result.Problem is ChangedMeanwhile or RequestAlreadyAnswered);
        Assert.Equal(2, await ReadAsync(db => db.OutgoingMails.CountAsync()));
    }

    [Fact]
    public async Task A_decision_on_an_older_view_of_the_case_is_not_taken()
    {
        var sent = await SubmitAsync(await AddPersonAsync());

        Assert.IsType<ChangedMeanwhile>((await Get<GrantRequest>().RunAsync(Officer, sent.Request, Guid.NewGuid(), "", None)).Problem);
        Assert.Equal(RequestStatus.Received, (await StoredAsync(sent.Request)).Status);
    }

    [Fact]
    public async Task A_request_is_decided_once()
    {
        var sent = await SubmitAsync(await AddPersonAsync());
        Assert.True((await GrantAsync(sent.Request)).IsOk);

        Assert.IsType<RequestAlreadyAnswered>((await GrantAsync(sent.Request)).Problem);
        Assert.IsType<RequestAlreadyAnswered>((await RefuseAsync(sent.Request, Reasons)).Problem);
    }

    [Fact]
    public async Task Only_an_officer_with_a_second_factor_decides()
    {
        var person = await AddPersonAsync();
        var sent = await SubmitAsync(person);
        var revision = (await StoredAsync(sent.Request)).Revision;

        foreach (var nobody in new[] { person, TestActors.Auditor(), TestActors.Administrator(), TestActors.Operator(), Actor.Portal })
        {
            Assert.IsType<NotPermitted>((await Get<GrantRequest>().RunAsync(nobody, sent.Request, revision, "", None)).Problem);
            Assert.IsType<NotPermitted>((await Get<RefuseRequest>().RunAsync(nobody, sent.Request, revision, Reasons, None)).Problem);
        }
        var without = TestActors.Officer(secondFactor: false);
        Assert.IsType<SecondFactorMissing>((await Get<GrantRequest>().RunAsync(without, sent.Request, revision, "", None)).Problem);
        Assert.True((await GrantAsync(sent.Request)).IsOk);
    }

    [Fact]
    public async Task A_complaint_is_answered_in_words_of_its_own()
    {
        var person = await AddPersonAsync();
        var (accepted, rejected) = (await SubmitAsync(person, RequestKind.Complaint), await SubmitAsync(person, RequestKind.Complaint));

        Assert.True((await GrantAsync(accepted.Request)).IsOk);
        Assert.True((await RefuseAsync(rejected.Request, new(RefusalGround.NothingWentWrong, "The call was answered."))).IsOk);

        Assert.Contains("You are right. We accept your complaint.", (await StoredAsync(accepted.Request)).Letter!.Text);
        Assert.Contains("We looked into your complaint and do not accept it.", (await StoredAsync(rejected.Request)).Letter!.Text);
    }

    private async Task<Result> GrantAsync(Guid id, string words = "")
    {
        Clock.Advance(TimeSpan.FromMinutes(1));
        return await Get<GrantRequest>().RunAsync(Officer, id, (await StoredAsync(id)).Revision, words, None);
    }

    private async Task<Result> RefuseAsync(Guid id, RefusalReasons reasons)
    {
        Clock.Advance(TimeSpan.FromMinutes(1));
        return await Get<RefuseRequest>().RunAsync(Officer, id, (await StoredAsync(id)).Revision, reasons, None);
    }

    private Task<Medbook.PrivacyPortal.Infrastructure.Mail.OutgoingMail> AnswerAsync() =>
        ReadAsync(db => db.OutgoingMails.OrderByDescending(mail => mail.CreatedAt).FirstAsync());

    public sealed class OnSqlite() : DecisionTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : DecisionTests(Provider.PostgreSql);
}
