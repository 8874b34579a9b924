using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations.Cases.Identity;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Cases.Identity;

public abstract class JudgeIdentityTests(Provider provider) : IdentityTests(provider)
{
    [Fact]
    public async Task At_the_verdict_key_and_bytes_go_at_once_and_what_stays_is_that_it_was_checked_by_whom_and_when()
    {
        var question = await AnsweredAsync();
        var file = question.FileId!.Value;
        Assert.True(HasBytes(file));
        Clock.Advance(TimeSpan.FromHours(1));

        Assert.Null((await JudgeAsync(question)).Problem);

        var row = Assert.Single(await FilesAsync());
        Assert.Equal((VaultFileState.Destroyed, null, Now), (row.State, row.WrappedKey, row.DestroyedAt));
        Assert.False(HasBytes(file));
        var judged = await QuestionAsync(question.Id);
        Assert.Equal((QuestionState.Accepted, Officer.Id, Now, "", null), (judged.State, judged.JudgedBy, judged.EndedAt, judged.Words, judged.FileId));
        Assert.Equal(SenderProof.Checked, (await StoredAsync(Request)).Proof);
        Assert.IsType<PictureGone>((await Get<OpenIdentityPicture>().RunAsync(Officer, Request, question.Id, None)).Problem);
        var entry = await ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.IdentityJudged));
        Assert.Equal((Officer.Id, Person.Subject, question.Id.ToString(), "Accepted"), (entry.ActorId, entry.Subject, entry.Reference, entry.Detail));
        var mail = await MailSayingAsync("We checked it: request 2026-0001 comes from you");
        Assert.Contains("What you sent us to show it is destroyed.", mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_back_of_a_card_is_rejected_with_that_reason_destroyed_and_the_person_can_be_asked_again()
    {
        var question = await AnsweredAsync();

        Assert.Null((await JudgeAsync(question, ProofFault.BackOfCard)).Problem);

        var judged = await QuestionAsync(question.Id);
        Assert.Equal((QuestionState.Rejected, ProofFault.BackOfCard), (judged.State, judged.Fault));
        Assert.Equal((VaultFileState.Destroyed, false), ((await FilesAsync()).Single().State, HasBytes(question.FileId!.Value)));
        Assert.Equal("BackOfCard", await ReadAsync(db => db.AuditEntries.Where(e => e.Action == AuditAction.IdentityJudged).Select(e => e.Detail).SingleAsync()));
        await MailSayingAsync("It shows the back of a card.");
        Assert.Equal(SenderProof.FreshSignIn, (await StoredAsync(Request)).Proof);
        Assert.True((await AskAsync()).IsOk);
    }

    [Theory]
    [InlineData("nl-BE", "Het toont de achterkant van een kaart.")]
    [InlineData("fr-BE", "On y voit le verso d’une carte.")]
    public async Task The_person_reads_the_verdict_in_the_language_of_the_request(string language, string said)
    {
        var request = (await SubmitAsync(Person, language: language)).Request;
        var id = (await AskAsync(request: request)).Value!.Id;
        await Get<AnswerIdentity>().RunAsync(Person, request, id, IdentityAnswer.Saying("Bel me."), None);

        Assert.Null((await Get<JudgeIdentity>().RunAsync(Officer, request, id, (await QuestionAsync(id)).Revision, ProofFault.BackOfCard, None)).Problem);

        await MailSayingAsync(said);
    }

    [Fact]
    public async Task A_verdict_on_what_a_colleague_judged_meanwhile_destroys_and_says_nothing()
    {
        var question = await AnsweredAsync();

        Assert.IsType<ChangedMeanwhile>((await Get<JudgeIdentity>().RunAsync(Officer, Request, question.Id, Guid.NewGuid(), null, None)).Problem);
        Assert.Equal(VaultFileState.Ready, (await FilesAsync()).Single().State);
        Assert.True(HasBytes(question.FileId!.Value));

        Assert.Null((await JudgeAsync(question)).Problem);
        Assert.IsType<QuestionAlreadyJudged>((await JudgeAsync(question, ProofFault.Unreadable)).Problem);
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.IdentityJudged)));
    }

    [Fact]
    public async Task Of_two_verdicts_at_once_one_counts()
    {
        var question = await AnsweredAsync();

        var both = await Task.WhenAll(Task.Run(() => JudgeAsync(question)), Task.Run(() => JudgeAsync(question, ProofFault.Unreadable)));

        Assert.Single(both, judged => judged.IsOk);
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.IdentityJudged)));
        Assert.Equal((VaultFileState.Destroyed, false), ((await FilesAsync()).Single().State, HasBytes(question.FileId!.Value)));
    }

    [Fact]
    public async Task There_is_no_verdict_before_an_answer_and_none_by_anybody_but_an_officer()
    {
        var question = await QuestionAsync(await AskedAsync());

        Assert.IsType<QuestionNotAnswered>((await JudgeAsync(question)).Problem);
        Assert.IsType<NotPermitted>((await Get<JudgeIdentity>().RunAsync(TestActors.Auditor(), Request, question.Id, question.Revision, null, None)).Problem);
        Assert.IsType<NotFound>((await Get<JudgeIdentity>().RunAsync(Officer, Guid.NewGuid(), question.Id, question.Revision, null, None)).Problem);
    }

    [Fact]
    public async Task The_team_sees_the_questions_newest_first_the_length_of_the_picture_and_who_looked()
    {
        await JudgeAsync(await AnsweredAsync(), ProofFault.Unreadable);
        Clock.Advance(TimeSpan.FromHours(1));
        var open = await AnsweredAsync();
        await (await Get<OpenIdentityPicture>().RunAsync(Officer, Request, open.Id, None)).Value!.DisposeAsync();

        var seen = (await Get<ReadIdentity>().RunAsync(TestActors.Auditor(), Request, None)).Value!;

        Assert.Equal([QuestionState.Answered, QuestionState.Rejected], seen.Questions.Select(question => question.State));
        Assert.Equal((open.Id, Now.AddDays(14), false), (seen.Open!.Id, seen.EndsAt, seen.AlwaysAsk));
        Assert.Equal((await FilesAsync()).Single(file => file.State == VaultFileState.Ready).Length, seen.PictureBytes);
        Assert.Equal([new PictureView(Officer.Id, Now)], seen.Views);
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.CaseViewed)));
    }

    public sealed class OnSqlite() : JudgeIdentityTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : JudgeIdentityTests(Provider.PostgreSql);
}
