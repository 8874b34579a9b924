using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Time;
using static Medbook.PrivacyPortal.Tests.Domain.Cases.TestRequests;

namespace Medbook.PrivacyPortal.Tests.Domain.Cases;

public sealed class IdentityQuestionTests
{
    [Fact]
    public void Proof_is_asked_only_with_a_recorded_doubt()
    {
        var request = Submitted();

        Assert.IsType<DoubtMissing>(Ask(request, " ").Problem);
        Assert.Equal(new DoubtTooLong(IdentityQuestion.MaxWords), Ask(request, new string('a', IdentityQuestion.MaxWords + 1)).Problem);
        Assert.Equal([IdentityQuestion.MaxWords], new DoubtTooLong(IdentityQuestion.MaxWords).Arguments);
        Assert.Equal((RequestStatus.Received, 2), (request.Status, request.Events.Count));
        Assert.Empty(request.Pauses);

        var question = Ask(request, new string('a', IdentityQuestion.MaxWords)).Value!;
        Assert.Equal((request.Id, request.Subject, Officer.Id, NextDay), (question.RequestId, question.Subject, question.AskedBy, question.AskedAt));
        Assert.Equal((QuestionState.Asked, true, ""), (question.State, question.IsOpen, question.Words));
    }

    [Fact]
    public void An_answer_and_a_verdict_change_what_others_have_read()
    {
        var request = Submitted();
        var question = request.Question();
        var asked = question.Revision;
        request.AnswerIdentity(question, ProofKind.OtherWay, "Call me.", null, NextDay);
        var (answered, unjudged) = (question.Revision, request.Revision);

        request.AcceptIdentity(question, Officer, Later);

        Assert.NotEqual(asked, answered);
        Assert.NotEqual(unjudged, request.Revision);
        Assert.Equal(Later, request.ChangedAt);
    }

    [Fact]
    public void The_timeline_says_whether_an_officer_asked_or_the_portal_by_itself()
    {
        var (byOfficer, byPortal) = (Submitted(), Submitted());
        byOfficer.Question();
        Assert.True(byPortal.AskForIdentity(Guid.NewGuid(), QuestionAbout.Identity, "Everybody is asked.", another: false, Actor.Portal, NextDay).IsOk);

        Assert.Equal((RequestEventKind.IdentityAsked, Role.Officer), (byOfficer.Events[^1].Kind, byOfficer.Events[^1].By));
        Assert.Equal((RequestEventKind.IdentityAsked, Role.Portal), (byPortal.Events[^1].Kind, byPortal.Events[^1].By));
        Assert.Equal(RequestStatus.WaitingForPerson, byPortal.Status);
    }

    [Fact]
    public void A_file_is_known_before_its_first_byte_as_long_as_the_question_waits()
    {
        var request = Submitted();
        var question = request.Question();
        var (broken, whole, before) = (Guid.NewGuid(), Guid.NewGuid(), question.Revision);

        Assert.True(question.Receive(broken).IsOk);
        Assert.Equal((broken, QuestionState.Asked), (question.FileId, question.State));
        Assert.NotEqual(before, question.Revision);
        Assert.True(question.Receive(whole).IsOk);
        Assert.True(request.AnswerIdentity(question, ProofKind.MaskedCard, "", whole, Later).IsOk);

        Assert.IsType<QuestionAlreadyAnswered>(question.Receive(Guid.NewGuid()).Problem);
        Assert.Equal(whole, question.FileId);
    }

    [Fact]
    public void One_question_waits_at_a_time() =>
        Assert.IsType<QuestionOpen>(Submitted().AskForIdentity(Guid.NewGuid(), QuestionAbout.Identity, "Doubt.", another: true, Officer, NextDay).Problem);

    [Fact]
    public void Nobody_is_asked_once_the_request_was_answered() =>
        Assert.IsType<RequestAlreadyAnswered>(Ask(Answered(), "Doubt.").Problem);

    [Fact]
    public void A_question_within_three_days_stops_the_clock_until_the_answer_and_adds_its_days()
    {
        var request = Submitted();

        var question = request.Question(NextDay);
        Assert.Equal((RequestStatus.WaitingForPerson, true), (request.Status, question.Pauses));
        Assert.Equal(new DateOnly(2026, 10, 30), request.Deadline!.PausedSince);
        Assert.True(request.AnswerIdentity(question, ProofKind.OtherWay, "Call me.", null, NextDay.AddDays(5)).IsOk);

        Assert.Equal((RequestStatus.InProgress, Due.AddDays(5), QuestionState.Answered), (request.Status, request.DueOn, question.State));
        Assert.Equal([new Pause(new(2026, 10, 30), new(2026, 11, 4))], request.Pauses);
        Assert.Equal(
            [RequestEventKind.Paused, RequestEventKind.IdentityAsked, RequestEventKind.Resumed, RequestEventKind.IdentityAnswered],
            request.Events.Skip(2).Select(e => e.Kind));
    }

    [Fact]
    public void A_later_question_is_asked_all_the_same_and_the_clock_runs_on()
    {
        var request = Submitted();

        var question = request.Question(Later);
        Assert.True(request.AnswerIdentity(question, ProofKind.SecondFactor, "", null, Later.AddDays(5)).IsOk);

        Assert.False(question.Pauses);
        Assert.Empty(request.Pauses);
        Assert.Equal((Due, RequestStatus.InProgress), (request.DueOn, request.Status));
    }

    [Theory]
    [InlineData(ProofKind.MaskedCard)]
    [InlineData(ProofKind.Document)]
    public void A_proof_that_is_a_file_comes_with_the_file(ProofKind proof)
    {
        var request = Submitted();
        var question = request.Question();
        var file = Guid.NewGuid();

        Assert.IsType<ProofMissing>(request.AnswerIdentity(question, proof, "Here.", null, Later).Problem);
        Assert.Equal(RequestStatus.WaitingForPerson, request.Status);
        Assert.True(request.AnswerIdentity(question, proof, " ", file, Later).IsOk);

        Assert.Equal((proof, file, Later), (question.Proof, question.FileId, question.AnsweredAt));
    }

    [Fact]
    public void Another_way_is_said_in_words()
    {
        var request = Submitted();
        var question = request.Question();

        Assert.IsType<ProofMissing>(request.AnswerIdentity(question, ProofKind.OtherWay, " ", null, Later).Problem);
        Assert.IsType<DoubtTooLong>(request.AnswerIdentity(question, ProofKind.OtherWay, new string('a', IdentityQuestion.MaxWords + 1), null, Later).Problem);
        Assert.True(request.AnswerIdentity(question, ProofKind.OtherWay, new string('a', IdentityQuestion.MaxWords), null, Later).IsOk);
        Assert.IsType<QuestionAlreadyAnswered>(request.AnswerIdentity(question, ProofKind.OtherWay, "Again.", null, Later).Problem);
    }

    [Fact]
    public void At_the_verdict_the_file_and_the_words_go_and_what_stays_is_that_it_was_checked_by_whom_and_when()
    {
        var (request, question) = WithAnswer();

        Assert.True(request.AcceptIdentity(question, Officer, Later).IsOk);

        Assert.Equal((QuestionState.Accepted, Officer.Id, Later), (question.State, question.JudgedBy, question.EndedAt));
        Assert.Null(question.FileId);
        Assert.Equal(("", SenderProof.Checked, false), (question.Words, request.Proof, question.IsOpen));
        Assert.Equal(RequestEventKind.IdentityChecked, request.Events[^1].Kind);
    }

    [Fact]
    public void The_back_of_a_card_is_rejected_and_another_question_can_follow()
    {
        var (request, question) = WithAnswer();
        var before = question.Revision;

        Assert.True(request.RejectIdentity(question, ProofFault.BackOfCard, Officer, Later).IsOk);

        Assert.Equal((QuestionState.Rejected, ProofFault.BackOfCard, SenderProof.SignIn), (question.State, question.Fault, request.Proof));
        Assert.Null(question.FileId);
        Assert.NotEqual(before, question.Revision);
        Assert.True(Ask(request, "Still in doubt.").IsOk);
    }

    [Fact]
    public void A_verdict_is_given_once_and_only_on_an_answer()
    {
        var (request, judged) = WithAnswer();
        request.AcceptIdentity(judged, Officer, Later);
        var open = Submitted();
        var unanswered = open.Question();

        Assert.IsType<QuestionNotAnswered>(open.AcceptIdentity(unanswered, Officer, Later).Problem);
        Assert.IsType<QuestionNotAnswered>(open.RejectIdentity(unanswered, ProofFault.Unreadable, Officer, Later).Problem);
        Assert.IsType<QuestionAlreadyJudged>(request.AcceptIdentity(judged, Officer, Later).Problem);
        Assert.IsType<QuestionAlreadyJudged>(request.RejectIdentity(judged, ProofFault.Unreadable, Officer, Later).Problem);
        Assert.IsType<QuestionAlreadyJudged>(request.LapseIdentity(judged, Later).Problem);
    }

    [Fact]
    public void A_representative_proves_the_mandate_and_this_does_not_prove_the_persons_identity()
    {
        var request = Submitted();
        var question = request.Question(about: QuestionAbout.Mandate);
        request.AnswerIdentity(question, ProofKind.Document, "", Guid.NewGuid(), Later);

        Assert.True(request.AcceptIdentity(question, Officer, Later).IsOk);

        Assert.Equal(SenderProof.SignIn, request.Proof);
    }

    [Fact]
    public void An_unanswered_question_lapses_and_the_clock_goes_on()
    {
        var request = Submitted();
        var question = request.Question(NextDay);

        Assert.True(request.LapseIdentity(question, NextDay.AddDays(14)).IsOk);

        Assert.Equal((QuestionState.Lapsed, RequestStatus.InProgress, Due.AddDays(14)), (question.State, request.Status, request.DueOn));
        Assert.Equal([RequestEventKind.Resumed, RequestEventKind.IdentityLapsed], request.Events.TakeLast(2).Select(e => e.Kind));
    }

    [Fact]
    public void An_answer_that_nobody_judged_lapses_with_its_file()
    {
        var (request, question) = WithAnswer();
        var due = request.DueOn;

        Assert.True(request.LapseIdentity(question, Later.AddDays(14)).IsOk);

        Assert.Null(question.FileId);
        Assert.Equal((due, RequestStatus.InProgress), (request.DueOn, request.Status));
    }

    [Fact]
    public void A_question_of_a_request_that_was_taken_back_lapses_without_waking_it()
    {
        var request = Submitted();
        var question = request.Question();
        request.Withdraw(Later);

        Assert.True(request.LapseIdentity(question, Later).IsOk);

        Assert.Equal((RequestStatus.Withdrawn, false), (request.Status, request.IsOpen));
        Assert.IsType<RequestTakenBack>(request.AnswerIdentity(question, ProofKind.SecondFactor, "", null, Later).Problem);
    }

    [Fact]
    public void An_answer_or_a_lapse_does_not_end_the_waiting_for_a_fee()
    {
        foreach (var lapses in new[] { true, false })
        {
            var request = Submitted();
            var question = request.Question();
            request.QuoteFee(RefusalGround.ManifestlyUnfounded, "Facts.", 10, null, Later);

            if (lapses) request.LapseIdentity(question, Later);
            else request.AnswerIdentity(question, ProofKind.SecondFactor, "", null, Later);

            Assert.Equal(RequestStatus.WaitingForPerson, request.Status);
        }
    }

    [Fact]
    public void A_decision_while_the_clock_stands_ends_the_pause()
    {
        var request = Submitted();
        request.Question(NextDay);

        Assert.True(request.Grant(TestLetters.Complete, Officer, Later).IsOk);

        Assert.Equal([new Pause(new(2026, 10, 30), new(2026, 11, 8))], request.Pauses);
        Assert.False(request.AnsweredLate);
    }

    [Fact]
    public void An_answer_that_a_clock_set_back_dates_before_its_question_counts_and_leaves_the_pause_to_the_decision()
    {
        var request = Submitted();
        var question = request.Question(NextDay);

        Assert.True(request.AnswerIdentity(question, ProofKind.OtherWay, "Call me.", null, Sent).IsOk);
        Assert.Equal((RequestStatus.InProgress, NextDay.Day), (request.Status, request.Deadline!.PausedSince!.Value.Day));
        Assert.DoesNotContain(request.Events, e => e.Kind == RequestEventKind.Resumed);

        Assert.True(request.Grant(TestLetters.Complete, Officer, Later).IsOk);
        Assert.Equal([new Pause(new(2026, 10, 30), new(2026, 11, 8))], request.Pauses);
    }

    private static (RightsRequest Request, IdentityQuestion Question) WithAnswer()
    {
        var request = Submitted();
        var question = request.Question();
        Assert.True(request.AnswerIdentity(question, ProofKind.MaskedCard, "My card.", Guid.NewGuid(), NextDay).IsOk);
        return (request, question);
    }

    private static PrivacyPortal.Domain.Result<IdentityQuestion> Ask(RightsRequest request, string doubt) =>
        request.AskForIdentity(Guid.NewGuid(), QuestionAbout.Identity, doubt, another: false, Officer, NextDay);
}
