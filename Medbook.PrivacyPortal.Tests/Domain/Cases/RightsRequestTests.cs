using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Domain.Cases;

public sealed class RightsRequestTests
{
    private static readonly DateTimeOffset Sent = new(2026, 10, 29, 7, 14, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset InTime = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset OnTheLastLegalDay = new(2026, 11, 30, 22, 59, 0, TimeSpan.Zero); // 23:59 in Brussels
    private static readonly DateTimeOffset TooLate = new(2026, 11, 30, 23, 0, 0, TimeSpan.Zero); // midnight in Brussels
    private static readonly Actor Officer = TestActors.Officer();

    [Fact]
    public void A_new_draft_has_no_number_no_clock_and_no_timeline()
    {
        var draft = Draft();

        Assert.Equal(RequestStatus.Draft, draft.Status);
        Assert.Null(draft.Number);
        Assert.Null(draft.DueOn);
        Assert.Null(draft.Deadline);
        Assert.Null(draft.Acknowledgement);
        Assert.False(draft.IsOpen);
        Assert.Empty(draft.Events);
    }

    [Fact]
    public void A_draft_begins_without_a_word() =>
        Assert.Equal("", RightsRequest.Start(Guid.NewGuid(), SubjectKey.New(), RequestKind.Access, RequestScope.Everything, "en-GB", Sent).Words);

    [Theory]
    [InlineData("fr-FR", "fr-BE")]
    [InlineData("nl", "nl-BE")]
    [InlineData("de-DE", "en-GB")]
    public void A_draft_is_in_a_language_of_the_portal(string asked, string kept) =>
        Assert.Equal(kept, RightsRequest.Start(Guid.NewGuid(), SubjectKey.New(), RequestKind.Access, RequestScope.Everything, asked, Sent).Language);

    [Fact]
    public void Writing_keeps_the_text_and_changes_the_revision()
    {
        var draft = Draft();
        var before = draft.Revision;
        var scope = new RequestScope { Activities = ["helpdesk"] };

        Assert.True(draft.Write(RequestKind.Objection, scope, RequestDetails.None, "I moved.", Sent.AddMinutes(1)).IsOk);

        Assert.Equal((RequestKind.Objection, scope, "I moved.", Sent.AddMinutes(1)), (draft.Kind, draft.Scope, draft.Words, draft.ChangedAt));
        Assert.NotEqual(before, draft.Revision);
    }

    [Fact]
    public void Words_have_a_limit_that_the_problem_names()
    {
        var draft = Draft();

        Assert.True(draft.Write(draft.Kind, draft.Scope, RequestDetails.None, new string('a', RightsRequest.MaxWords), Sent).IsOk);
        var problem = draft.Write(draft.Kind, draft.Scope, RequestDetails.None, new string('a', RightsRequest.MaxWords + 1), Sent).Problem;

        Assert.Equal(new WordsTooLong(RightsRequest.MaxWords), problem);
        Assert.Equal([RightsRequest.MaxWords], problem!.Arguments);
    }

    [Fact]
    public void A_scope_has_a_limit_that_the_problem_names()
    {
        var draft = Draft();
        var rows = Enumerable.Range(0, RequestScope.Limit).Select(row => new ScopedRow("sample", "tickets", $"{row}")).ToArray();

        Assert.True(draft.Write(draft.Kind, new RequestScope { Rows = rows }, RequestDetails.None, "", Sent).IsOk);
        var problem = draft.Write(draft.Kind, new RequestScope { Rows = rows, Activities = ["helpdesk"] }, RequestDetails.None, "", Sent).Problem;

        Assert.Equal(new ScopeTooLarge(RequestScope.Limit), problem);
        Assert.Equal([RequestScope.Limit], problem!.Arguments);
    }

    [Fact]
    public void Submitting_starts_the_clock_gives_the_number_and_confirms_receipt()
    {
        var draft = Draft();

        var acknowledgement = draft.Submit(new RequestNumber(2026, 412), RequestChannel.Portal, SenderProof.SignIn, Sent).Value!;

        Assert.Equal(new Acknowledgement(draft.Id, "2026-0412", Sent, Deadline.Of(new DateOnly(2026, 10, 29))), acknowledgement);
        Assert.Equal(acknowledgement, draft.Acknowledgement);
        Assert.Equal((RequestStatus.Received, true, new DateOnly(2026, 11, 28)), (draft.Status, draft.IsOpen, draft.DueOn!.Value));
        Assert.Equal([(RequestEventKind.Submitted, Role.Member), (RequestEventKind.Acknowledged, Role.Portal)],
            draft.Events.Select(e => (e.Kind, e.By)));
        Assert.All(draft.Events, e => Assert.Equal(Sent, e.At));
    }

    [Fact]
    public void A_request_that_was_sent_is_neither_written_on_nor_sent_again()
    {
        var request = Submitted();

        Assert.IsType<RequestAlreadySubmitted>(request.Write(RequestKind.Access, RequestScope.Everything, RequestDetails.None, "more", Sent).Problem);
        Assert.IsType<RequestAlreadySubmitted>(request.Submit(new RequestNumber(2026, 413), RequestChannel.Portal, SenderProof.SignIn, Sent).Problem);
        Assert.Equal("2026-0412", request.Number);
    }

    [Theory]
    [InlineData(RequestKind.Rectification, true)]
    [InlineData(RequestKind.Complaint, true)]
    [InlineData(RequestKind.Access, false)]
    [InlineData(RequestKind.ConsentWithdrawal, false)]
    [InlineData(RequestKind.Erasure, false)]
    [InlineData(RequestKind.Restriction, false)]
    [InlineData(RequestKind.Objection, false)]
    [InlineData(RequestKind.Portability, false)]
    public void Only_a_correction_and_a_complaint_need_words(RequestKind kind, bool needed)
    {
        Assert.Equal(needed, Draft(kind, "   ").Submit(new RequestNumber(2026, 1), RequestChannel.Portal, SenderProof.SignIn, Sent).Problem is WordsMissing);
        Assert.True(Draft(kind, "The year is wrong.").Submit(new RequestNumber(2026, 1), RequestChannel.Portal, SenderProof.SignIn, Sent).IsOk);
    }

    [Fact]
    public void A_draft_cannot_be_decided()
    {
        Assert.IsType<RequestNotSubmitted>(Draft().Grant(TestLetters.Complete, Officer, InTime).Problem);
        Assert.IsType<RequestNotSubmitted>(Refuse(Draft()).Problem);
    }

    [Fact]
    public void A_grant_answers_the_request_and_keeps_the_letter()
    {
        var request = Submitted();

        Assert.True(request.Grant(TestLetters.Complete, Officer, InTime).IsOk);

        Assert.Equal((RequestStatus.Done, false, Outcome.Granted, false), (request.Status, request.IsOpen, request.Outcome!.Value, request.AnsweredLate));
        Assert.Equal((TestLetters.Complete, InTime, Officer.Id), (request.Letter!, request.DecidedAt!.Value, request.DecidedBy!));
        Assert.Null(request.Ground);
        Assert.Equal((RequestEventKind.Granted, Role.Officer, InTime), (request.Events[^1].Kind, request.Events[^1].By, request.Events[^1].At));
    }

    [Fact]
    public void A_refusal_keeps_its_ground_and_its_letter()
    {
        var request = Submitted();

        Assert.True(Refuse(request).IsOk);

        Assert.Equal((Outcome.Refused, RefusalGround.RequiredByLaw), (request.Outcome!.Value, request.Ground!.Value));
        Assert.Equal(RequestEventKind.Refused, request.Events[^1].Kind);
    }

    [Fact]
    public void A_request_is_answered_once()
    {
        var request = Submitted();
        request.Grant(TestLetters.Complete, Officer, InTime);

        Assert.IsType<RequestAlreadyAnswered>(request.Grant(TestLetters.Complete, Officer, InTime).Problem);
        Assert.IsType<RequestAlreadyAnswered>(Refuse(request).Problem);
        Assert.IsType<RequestAlreadyAnswered>(request.Write(RequestKind.Access, RequestScope.Everything, RequestDetails.None, "", InTime).Problem);
        Assert.IsType<RequestAlreadyAnswered>(request.Submit(new RequestNumber(2026, 413), RequestChannel.Portal, SenderProof.SignIn, InTime).Problem);
        Assert.Equal(Outcome.Granted, request.Outcome);
    }

    [Fact]
    public void A_refusal_without_reasons_cannot_be_sent()
    {
        var request = Submitted();

        Assert.IsType<ReasonsMissing>(Refuse(request, words: "  ").Problem);
        Assert.IsType<ReasonsMissing>(Refuse(request, TestLetters.Without(LetterPart.Reasons)).Problem);
        Assert.IsType<ReasonsMissing>(Refuse(request, TestLetters.With(LetterPart.Reasons, "Our reasons: other ones.")).Problem);
        Untouched(request);
    }

    [Fact]
    public void Reasons_and_a_letter_may_be_as_long_as_their_limits()
    {
        var longest = new string('a', RightsRequest.MaxWords);
        Assert.True(Refuse(Submitted(), TestLetters.With(LetterPart.Reasons, longest), longest).IsOk);
        Assert.Equal(new WordsTooLong(RightsRequest.MaxWords), Refuse(Submitted(), TestLetters.With(LetterPart.Reasons, longest + "a"), longest + "a").Problem);

        var room = DecisionLetter.MaxText - TestLetters.With(LetterPart.Decision, "").Text.Length;
        Assert.True(Submitted().Grant(TestLetters.With(LetterPart.Decision, new string('a', room)), Officer, InTime).IsOk);
        Assert.Equal(
            new ValueTooLong(DecisionLetter.MaxText),
            Submitted().Grant(TestLetters.With(LetterPart.Decision, new string('a', room + 1)), Officer, InTime).Problem);
    }

    [Fact]
    public void A_refusal_that_does_not_name_the_authority_cannot_be_sent()
    {
        var request = Submitted();

        Assert.IsType<AuthorityMissing>(Refuse(request, TestLetters.Without(LetterPart.Complaint)).Problem);
        Assert.IsType<AuthorityMissing>(Refuse(request, TestLetters.With(LetterPart.Complaint, "You can complain.")).Problem);
        Untouched(request);
    }

    [Fact]
    public void A_refusal_that_does_not_speak_of_the_court_cannot_be_sent()
    {
        var request = Submitted();

        Assert.IsType<CourtMissing>(Refuse(request, TestLetters.Without(LetterPart.Court)).Problem);
        Assert.IsType<CourtMissing>(Refuse(request, TestLetters.With(LetterPart.Court, " ")).Problem);
        Untouched(request);
    }

    [Fact]
    public void A_letter_without_a_decision_cannot_be_sent()
    {
        Assert.IsType<DecisionMissing>(Submitted().Grant(TestLetters.Without(LetterPart.Decision), Officer, InTime).Problem);
        Assert.IsType<DecisionMissing>(Refuse(Submitted(), TestLetters.Without(LetterPart.Decision)).Problem);
    }

    [Fact]
    public void A_ground_that_is_none_for_this_kind_is_refused() =>
        Assert.IsType<GroundDoesNotFit>(Refuse(Submitted(), ground: RefusalGround.CompellingGrounds).Problem);

    [Fact]
    public void Only_a_human_officer_decides()
    {
        foreach (var nobody in new[] { Actor.Portal, TestActors.Auditor(), TestActors.Operator(), TestActors.SomebodyElse() })
        {
            Assert.IsType<OfficerMissing>(Submitted().Grant(TestLetters.Complete, nobody, InTime).Problem);
            Assert.IsType<OfficerMissing>(Refuse(Submitted(), by: nobody).Problem);
        }
    }

    [Fact]
    public void An_answer_on_the_last_legal_day_is_in_time()
    {
        var request = Submitted();

        Assert.True(Refuse(request, TestLetters.Without(LetterPart.Late), now: OnTheLastLegalDay).IsOk);

        Assert.False(request.AnsweredLate);
        Assert.DoesNotContain(request.Events, e => e.Kind == RequestEventKind.TermBreached);
    }

    [Fact]
    public void A_late_refusal_is_still_sent_and_recorded_as_a_breach_of_the_term()
    {
        var request = Submitted();

        Assert.True(Refuse(request, now: TooLate).IsOk);

        Assert.True(request.AnsweredLate);
        Assert.Equal([RequestEventKind.Refused, RequestEventKind.TermBreached], request.Events.TakeLast(2).Select(e => e.Kind));
    }

    [Fact]
    public void A_late_answer_that_does_not_say_so_cannot_be_sent()
    {
        Assert.IsType<LateNoticeMissing>(Refuse(Submitted(), TestLetters.Without(LetterPart.Late), now: TooLate).Problem);
        Assert.IsType<LateNoticeMissing>(Submitted().Grant(TestLetters.Without(LetterPart.Late), Officer, TooLate).Problem);
    }

    private static Medbook.PrivacyPortal.Domain.Result Refuse(
        RightsRequest request, DecisionLetter? letter = null, string words = TestLetters.Why,
        RefusalGround ground = RefusalGround.RequiredByLaw, Actor? by = null, DateTimeOffset? now = null) =>
        request.Refuse(new RefusalReasons(ground, words), letter ?? TestLetters.Complete, new RefusalLaw(TestLetters.Authority), by ?? Officer, now ?? InTime);

    private static void Untouched(RightsRequest request)
    {
        Assert.Equal(RequestStatus.Received, request.Status);
        Assert.Null(request.Letter);
        Assert.Null(request.Ground);
        Assert.Equal(2, request.Events.Count);
    }

    private static RightsRequest Draft(RequestKind kind = RequestKind.Erasure, string words = "My invoices.")
    {
        var draft = RightsRequest.Start(Guid.NewGuid(), SubjectKey.New(), kind, RequestScope.Everything, "en-GB", Sent);
        Assert.True(draft.Write(kind, RequestScope.Everything, RequestDetails.None, words, Sent).IsOk);
        return draft;
    }

    private static RightsRequest Submitted()
    {
        var draft = Draft();
        Assert.True(draft.Submit(new RequestNumber(2026, 412), RequestChannel.Portal, SenderProof.SignIn, Sent).IsOk);
        return draft;
    }
}
