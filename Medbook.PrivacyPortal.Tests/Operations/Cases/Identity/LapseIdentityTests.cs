using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Cases.Identity;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using PortalVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Tests.Operations.Cases.Identity;

public abstract class LapseIdentityTests(Provider provider) : IdentityTests(provider)
{
    [Fact]
    public async Task A_question_nobody_answers_ends_after_fourteen_days_and_the_clock_goes_on()
    {
        var id = await AskedAsync();
        Clock.Advance(TimeSpan.FromDays(14) - TimeSpan.FromMinutes(1));
        Assert.Equal(0, await LapseAsync());
        Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(1, await LapseAsync());
        Assert.Equal(0, await LapseAsync());

        Assert.Equal((QuestionState.Lapsed, Now), ((await QuestionAsync(id)).State, (await QuestionAsync(id)).EndedAt));
        var stored = await StoredAsync(Request);
        Assert.Equal((RequestStatus.InProgress, new DateOnly(2026, 4, 15)), (stored.Status, stored.DueOn));
        await MailSayingAsync("We got no answer to our question");
        Assert.IsType<QuestionAlreadyAnswered>((await AnswerAsync(id, IdentityAnswer.Saying("Too late."))).Problem);
    }

    [Fact]
    public async Task A_picture_nobody_judged_is_destroyed_fourteen_days_after_it_came()
    {
        var id = await AskedAsync();
        Clock.Advance(TimeSpan.FromDays(10));
        await AnswerAsync(id, IdentityAnswer.Picturing(QuestionAbout.Identity, Picture()));
        Clock.Advance(TimeSpan.FromDays(14) - TimeSpan.FromMinutes(1));
        Assert.Equal(0, await LapseAsync());
        var file = (await FilesAsync()).Single();
        Assert.Equal((VaultFileState.Ready, true), (file.State, HasBytes(file.Id)));
        Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(1, await LapseAsync());

        var destroyed = (await FilesAsync()).Single();
        Assert.Equal((VaultFileState.Destroyed, null, false), (destroyed.State, destroyed.WrappedKey, HasBytes(file.Id)));
        Assert.Null((await QuestionAsync(id)).FileId);
        var entry = await ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.IdentityLapsed));
        Assert.Equal(("portal", id.ToString(), "Answered"), (entry.ActorId, entry.Reference, entry.Detail));
        await MailSayingAsync("We did not judge your answer");
    }

    [Fact]
    public async Task A_picture_that_a_kill_left_half_way_is_destroyed_with_its_question()
    {
        var id = await AskedAsync();
        // What a process leaves that dies between the row of a file and its last byte.
        await using (var db = await OpenAsync())
        {
            var file = await Get<PortalVault>().NewFileAsync(Person.Subject!.Value.Value, None);
            db.VaultFiles.Add(file);
            (await db.IdentityQuestions.SingleAsync(q => q.Id == id)).Receive(file.Id);
            await db.SaveChangesAsync();
        }
        Clock.Advance(TimeSpan.FromDays(14));

        Assert.Equal(1, await LapseAsync());

        Assert.Equal((VaultFileState.Destroyed, null), ((await FilesAsync()).Single().State, (await FilesAsync()).Single().WrappedKey));
    }

    [Fact]
    public async Task A_decision_destroys_a_proof_that_nobody_judged_in_its_own_transaction_and_mails_no_word_of_it()
    {
        var question = await AnsweredAsync();

        Assert.True((await GrantAsync(Request)).IsOk);

        await AssertEndedAsync(question, Officer.Id, nameof(QuestionState.Answered));
        Assert.Equal(RequestStatus.Done, (await StoredAsync(Request)).Status);
        Assert.DoesNotContain(await ReadAsync(db => db.OutgoingMails.ToListAsync()), mail => mail.Body.Contains("We did not judge your answer", StringComparison.Ordinal));
        Assert.Equal(0, await LapseAsync());
    }

    [Fact]
    public async Task A_decision_that_is_not_taken_leaves_the_proof_where_it_is()
    {
        var question = await AnsweredAsync();

        Assert.IsType<ChangedMeanwhile>((await DecideAsync(Request, Guid.NewGuid(), DecisionDraft.Grant(""))).Problem);

        Assert.Equal((QuestionState.Answered, VaultFileState.Ready, true), ((await QuestionAsync(question.Id)).State, (await FilesAsync()).Single().State, HasBytes(question.FileId!.Value)));
    }

    [Fact]
    public async Task Taking_a_request_back_ends_its_question_and_destroys_the_proof_in_the_same_transaction()
    {
        var question = await AnsweredAsync();

        Assert.True((await Get<WithdrawRequest>().RunAsync(Person, Request, None)).IsOk);

        await AssertEndedAsync(question, Person.Id, nameof(QuestionState.Answered));
        Assert.Equal(RequestStatus.Withdrawn, (await StoredAsync(Request)).Status);
    }

    [Fact]
    public async Task A_question_that_still_waits_for_the_person_ends_with_the_request_and_the_clock_stays_where_it_stopped()
    {
        var id = await AskedAsync();
        Clock.Advance(TimeSpan.FromDays(5));

        Assert.True((await Get<WithdrawRequest>().RunAsync(Person, Request, None)).IsOk);

        Assert.Equal(QuestionState.Lapsed, (await QuestionAsync(id)).State);
        Assert.Equal(5, Assert.Single((await StoredAsync(Request)).Pauses).Days);
    }

    [Fact]
    public async Task Everybody_whose_time_is_over_is_served_in_one_run_also_beyond_a_batch()
    {
        await using (var db = await OpenAsync())
        {
            for (var i = 0; i < 205; i++)
            {
                var request = RightsRequest.Receive(
                    new RequestEntry(Guid.NewGuid(), Person.Subject!.Value, RequestChannel.Letter, RequestKind.Access, new(2026, 3, 1), "", null, "en-GB"),
                    new RequestNumber(2026, 1000 + i), Officer, Now).Value!;
                db.Requests.Add(request);
                db.IdentityQuestions.Add(request.AskForIdentity(Guid.NewGuid(), QuestionAbout.Identity, Doubt, another: false, Officer, Now).Value!);
            }
            db.AuditEntries.Add(AuditEntry.Of(Officer, AuditAction.IdentityAsked, Now));
            await db.SaveChangesAsync();
        }
        Clock.Advance(TimeSpan.FromDays(14));

        Assert.Equal(205, await LapseAsync());

        Assert.Equal(0, await ReadAsync(db => db.IdentityQuestions.CountAsync(q => q.State == QuestionState.Asked)));
    }

    [Fact]
    public async Task Nobody_asks_writes_down_or_judges_the_proof_of_their_own_request()
    {
        var self = Actor.SignedIn(Person.Id, Person.Subject!.Value, [Role.Member, Role.Officer], confirmed: true, secondFactor: true, "session");
        Assert.IsType<OwnCase>((await Get<AskForIdentity>().RunAsync(self, Request, Guid.NewGuid(), QuestionAbout.Identity, Doubt, None)).Problem);
        var id = await AskedAsync();
        Assert.IsType<OwnCase>((await Get<RecordIdentityAnswer>().RunAsync(self, Request, id, "It is me.", None)).Problem);
        Assert.Null((await AnswerAsync(id, IdentityAnswer.Saying("It is me."))).Problem);

        Assert.IsType<OwnCase>((await Get<JudgeIdentity>().RunAsync(self, Request, id, (await QuestionAsync(id)).Revision, null, None)).Problem);
    }

    [Fact]
    public async Task Only_the_portal_ends_questions() => Assert.IsType<NotPermitted>((await Get<LapseIdentity>().RunAsync(Officer, None)).Problem);

    private async Task AssertEndedAsync(IdentityQuestion question, string by, string waited)
    {
        var ended = await QuestionAsync(question.Id);
        Assert.Equal((QuestionState.Lapsed, Now, null), (ended.State, ended.EndedAt, ended.FileId));
        var file = (await FilesAsync()).Single();
        Assert.Equal((VaultFileState.Destroyed, null, false), (file.State, file.WrappedKey, HasBytes(question.FileId!.Value)));
        var entry = await ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.IdentityLapsed));
        Assert.Equal((by, question.Id.ToString(), waited), (entry.ActorId, entry.Reference, entry.Detail));
        Assert.Equal(1, (await StoredAsync(Request)).Events.Count(e => e.Kind == RequestEventKind.IdentityLapsed));
    }

    private async Task<int> LapseAsync() => (await Get<LapseIdentity>().RunAsync(Actor.Portal, None)).Value;

    public sealed class OnSqlite() : LapseIdentityTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : LapseIdentityTests(Provider.PostgreSql);
}
