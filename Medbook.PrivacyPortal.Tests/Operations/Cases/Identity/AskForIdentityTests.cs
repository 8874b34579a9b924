using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Operations.Cases.Identity;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Cases.Identity;

public abstract class AskForIdentityTests(Provider provider) : IdentityTests(provider)
{
    [Fact]
    public async Task A_proof_is_asked_only_with_a_doubt_in_words_and_the_person_reads_them()
    {
        Assert.IsType<DoubtMissing>((await AskAsync(doubt: " ")).Problem);
        Assert.Empty(await ReadAsync(db => db.IdentityQuestions.ToListAsync()));
        Assert.Equal(RequestStatus.Received, (await StoredAsync(Request)).Status);

        var question = (await AskAsync()).Value!;

        Assert.Equal((Doubt, Officer.Id, QuestionState.Asked), (question.Doubt, question.AskedBy, question.State));
        var mail = await MailSayingAsync(Doubt);
        Assert.Equal(("member@example.org", "Request 2026-0001"), (mail.To, mail.Subject));
        Assert.Contains($"https://privacy.example.org/requests/{Request}/identity", mail.Body, StringComparison.Ordinal);
        Assert.Contains("Never send the back of a card, and no card by e-mail.", mail.Body, StringComparison.Ordinal);
        // The audit keeps codes; the doubt stands in the question.
        var entry = await ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.IdentityAsked));
        Assert.Equal((Officer.Id, Person.Subject, question.Id.ToString(), "Identity, paused"), (entry.ActorId, entry.Subject, entry.Reference, entry.Detail));
    }

    [Fact]
    public async Task Within_three_days_of_receipt_the_clock_stands_still_until_the_answer()
    {
        Clock.Advance(TimeSpan.FromDays(3));
        var question = (await AskAsync()).Value!;

        Assert.True(question.Pauses);
        await MailSayingAsync("Our term stands still until you answer.");
        Clock.Advance(TimeSpan.FromDays(4));
        Assert.Null((await AnswerAsync(question.Id, IdentityAnswer.Saying("Call me back."))).Problem);

        var stored = await StoredAsync(Request);
        Assert.Equal((new DateOnly(2026, 4, 5), RequestStatus.InProgress), (stored.DueOn, stored.Status));
        Assert.Equal(new DateOnly(2026, 4, 1), stored.Deadline!.Unpaused.Due);
    }

    [Fact]
    public async Task Later_it_is_asked_all_the_same_and_everybody_is_told_that_the_clock_runs_on()
    {
        Clock.Advance(TimeSpan.FromDays(4));

        var question = (await AskAsync()).Value!;

        Assert.False(question.Pauses);
        Assert.Empty((await StoredAsync(Request)).Pauses);
        await MailSayingAsync("Our term runs on.");
        Assert.Equal("Identity", await ReadAsync(db => db.AuditEntries.Where(e => e.Action == AuditAction.IdentityAsked).Select(e => e.Detail).SingleAsync()));
    }

    [Fact]
    public async Task A_second_click_asks_nothing_twice_and_another_question_waits_for_the_verdict_on_the_first()
    {
        var id = Guid.NewGuid();
        await AskAsync(id: id);

        Assert.Equal(id, (await AskAsync(id: id)).Value!.Id);
        Assert.IsType<QuestionOpen>((await AskAsync()).Problem);
        Assert.Equal(1, await ReadAsync(db => db.IdentityQuestions.CountAsync()));
        Assert.Equal(1, await ReadAsync(db => db.OutgoingMails.CountAsync(mail => mail.Body.Contains(Doubt))));
    }

    [Fact]
    public async Task Of_two_officers_who_ask_at_once_one_asks()
    {
        var both = await Task.WhenAll(Task.Run(() => AskAsync()), Task.Run(() => AskAsync()));

        Assert.Single(both, asked => asked.IsOk);
        Assert.IsType<Problem>(both.Single(asked => !asked.IsOk).Problem, exactMatch: false);
        Assert.True(both.Single(asked => !asked.IsOk).Problem is QuestionOpen or ChangedMeanwhile);
        Assert.Equal(1, await ReadAsync(db => db.IdentityQuestions.CountAsync()));
    }

    [Fact]
    public async Task A_representative_is_asked_for_the_authorisation_and_by_sign_in_shows_none()
    {
        var id = await AskedAsync(QuestionAbout.Mandate);
        await MailSayingAsync("you may act for them");

        Assert.IsType<MandateNeedsMore>((await AnswerAsync(id, IdentityAnswer.SignIn)).Problem);
        Assert.Null((await AnswerAsync(id, IdentityAnswer.Picturing(QuestionAbout.Mandate, Picture()))).Problem);
        Assert.Equal(ProofKind.Document, (await QuestionAsync(id)).Proof);
        Assert.Null((await JudgeAsync(await QuestionAsync(id))).Problem);

        // That somebody may act for the person does not show who the person is.
        Assert.Equal(SenderProof.FreshSignIn, (await StoredAsync(Request)).Proof);
        await MailSayingAsync("you may act in request 2026-0001");
    }

    [Fact]
    public async Task Who_wrote_a_letter_or_a_mail_is_told_how_to_answer_without_a_page_and_without_a_card()
    {
        await using (var db = await OpenAsync())
        {
            var unknown = Subject.Unknown(Now);
            db.Subjects.Add(unknown);
            var entry = new RequestEntry(Guid.NewGuid(), unknown.Key, RequestChannel.Email, RequestKind.Access, new(2026, 3, 1), "Mijn gegevens.", "jan@example.org", "nl-BE");
            var received = RightsRequest.Receive(entry, new RequestNumber(2026, 900), Officer, Now).Value!;
            db.Requests.Add(received);
            db.AuditEntries.Add(AuditEntry.Of(Officer, AuditAction.RequestSubmitted, Now, unknown.Key, received.Id.ToString()));
            await db.SaveChangesAsync();
            Assert.True((await AskAsync(request: received.Id)).IsOk);
        }

        var mail = await MailSayingAsync("Antwoord per e-mail aan privacy@medbook.com");
        Assert.Equal("jan@example.org", mail.To);
        Assert.Contains("geen kaart per e-mail", mail.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_an_officer_asks_and_nobody_is_asked_about_a_draft_or_an_answered_request()
    {
        Assert.IsType<NotPermitted>((await Get<AskForIdentity>().RunAsync(TestActors.Auditor(), Request, Guid.NewGuid(), QuestionAbout.Identity, Doubt, None)).Problem);
        Assert.IsType<NotFound>((await AskAsync(request: await StartAsync(Person))).Problem);
        Assert.True((await GrantAsync(Request)).IsOk);
        Assert.IsType<RequestAlreadyAnswered>((await AskAsync()).Problem);
    }

    [Fact]
    public async Task An_answer_by_telephone_is_written_down_in_words_and_the_clock_goes_on()
    {
        var id = await AskedAsync();
        Clock.Advance(TimeSpan.FromDays(2));

        Assert.IsType<ProofMissing>((await RecordAsync(id, " ")).Problem);
        Assert.Null((await RecordAsync(id, "Named the month of the first ticket.")).Problem);

        var question = await QuestionAsync(id);
        Assert.Equal((QuestionState.Answered, ProofKind.OtherWay), (question.State, question.Proof));
        Assert.Equal(new DateOnly(2026, 4, 3), (await StoredAsync(Request)).DueOn);
        Assert.Equal(Officer.Id, await ReadAsync(db => db.AuditEntries.Where(e => e.Action == AuditAction.IdentityAnswered).Select(e => e.ActorId).SingleAsync()));
        Assert.IsType<NotFound>((await RecordAsync(Guid.NewGuid(), "Words.")).Problem);

        Task<Result> RecordAsync(Guid question, string words) => Get<RecordIdentityAnswer>().RunAsync(Officer, Request, question, words, None);
    }

    [Fact]
    public async Task No_field_of_the_portal_is_for_a_national_register_number_or_the_number_of_a_card()
    {
        await using var db = await OpenAsync();
        var fields = db.Model.GetEntityTypes().SelectMany(type => type.GetProperties()).Select(property => $"{property.DeclaringType.DisplayName()}.{property.Name}").ToList();

        Assert.Contains("IdentityQuestion.Doubt", fields);
        Assert.DoesNotContain(fields, field => System.Text.RegularExpressions.Regex.IsMatch(
            field, "national|rijksregister|registre|niss|insz|nrn|card|social|birth", System.Text.RegularExpressions.RegexOptions.IgnoreCase));
    }

    public sealed class OnSqlite() : AskForIdentityTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : AskForIdentityTests(Provider.PostgreSql);
}
