using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Time;
using static Medbook.PrivacyPortal.Tests.Domain.Cases.TestRequests;

namespace Medbook.PrivacyPortal.Tests.Domain.Cases;

/// <summary>Who has a case, what is said in it, and how it ends without a decision.</summary>
public sealed class CaseTalkTests
{
    [Fact]
    public void Taking_a_request_begins_the_work_and_giving_it_back_leaves_it_begun()
    {
        var request = Submitted();

        Assert.True(request.Assign("officer-1", Later).IsOk);
        Assert.Equal(("officer-1", RequestStatus.InProgress), (request.AssignedTo, request.Status));
        Assert.True(request.Assign(null, Later).IsOk);

        Assert.Null(request.AssignedTo);
        Assert.Equal(RequestStatus.InProgress, request.Status);
        Assert.IsType<RequestAlreadyAnswered>(Answered().Assign("officer-1", Later).Problem);
    }

    [Fact]
    public void A_question_waits_for_the_person_and_the_clock_runs_on()
    {
        var request = Submitted();

        var asked = request.Ask(Guid.NewGuid(), "  Which year?  ", Officer, Later).Value!;

        Assert.Equal((MessageKind.Question, "Which year?", Role.Officer, Officer.Id), (asked.Kind, asked.Text, asked.By, asked.Officer));
        Assert.Equal((RequestStatus.WaitingForPerson, Due), (request.Status, request.DueOn));
        Assert.Equal((RequestEventKind.Asked, Role.Officer), (request.Events[^1].Kind, request.Events[^1].By));
        Assert.Empty(request.Pauses);
        Assert.True(asked.IsForPerson);
    }

    [Fact]
    public void An_answer_of_the_person_ends_the_waiting()
    {
        var request = Submitted();
        request.Ask(Guid.NewGuid(), "Which year?", Officer, Later);

        var answer = request.Reply(Guid.NewGuid(), "2021.", keepsWaiting: false, Person, Later).Value!;

        Assert.Equal((MessageKind.FromPerson, Role.Member, null), (answer.Kind, answer.By, answer.Officer));
        Assert.Equal((RequestStatus.InProgress, RequestEventKind.Answered, Role.Member), (request.Status, request.Events[^1].Kind, request.Events[^1].By));
    }

    [Fact]
    public void Words_alone_do_not_answer_a_question_about_identity_or_a_fee()
    {
        var (doubted, priced) = (Submitted(), Submitted());
        doubted.Question();
        priced.QuoteFee(RefusalGround.ManifestlyUnfounded, "Eleven letters of one page each in a week.", 20, null, Later);

        Assert.True(doubted.Reply(Guid.NewGuid(), "It is me.", keepsWaiting: true, Person, Later).IsOk);
        Assert.True(priced.Reply(Guid.NewGuid(), "Why?", keepsWaiting: false, Person, Later).IsOk);

        Assert.Equal(RequestStatus.WaitingForPerson, doubted.Status);
        Assert.Equal(RequestStatus.WaitingForPerson, priced.Status);
    }

    [Fact]
    public void A_message_says_something_and_fits()
    {
        var request = Submitted();

        Assert.IsType<MessageEmpty>(request.Tell(Guid.NewGuid(), "  ", Officer, Later).Problem);
        Assert.Equal(new MessageTooLong(CaseMessage.MaxText), request.Tell(Guid.NewGuid(), new string('a', CaseMessage.MaxText + 1), Officer, Later).Problem);
        Assert.Equal([CaseMessage.MaxText], new MessageTooLong(CaseMessage.MaxText).Arguments);
        Assert.Equal(2, request.Events.Count);
        Assert.True(request.Tell(Guid.NewGuid(), new string('a', CaseMessage.MaxText), Officer, Later).IsOk);
    }

    [Fact]
    public void The_team_writes_and_notes_also_after_the_answer_but_never_on_a_draft_or_on_what_was_taken_back()
    {
        var (answered, draft, gone) = (Answered(), Draft(RequestKind.Access), Submitted());
        gone.Withdraw(Later);

        Assert.True(answered.Tell(Guid.NewGuid(), "It is done now.", Officer, Later).IsOk);
        Assert.False(answered.Note(Guid.NewGuid(), "Called the bank.", Officer, Later).Value!.IsForPerson);
        Assert.Equal(RequestStatus.Done, answered.Status);
        Assert.IsType<RequestNotSubmitted>(draft.Note(Guid.NewGuid(), "x", Officer, Later).Problem);
        Assert.IsType<RequestTakenBack>(gone.Tell(Guid.NewGuid(), "x", Officer, Later).Problem);
    }

    [Fact]
    public void What_is_only_the_teams_own_work_is_not_in_the_persons_timeline() =>
        Assert.Equal(
            [RequestEventKind.Assigned, RequestEventKind.Noted, RequestEventKind.Weighed, RequestEventKind.Reminded, RequestEventKind.Escalated],
            Enum.GetValues<RequestEventKind>().Where(kind => !kind.IsForPerson()));

    [Fact]
    public void The_person_takes_an_open_request_back_and_no_answered_one()
    {
        var request = Submitted();

        Assert.True(request.Withdraw(Later).IsOk);

        Assert.Equal((RequestStatus.Withdrawn, false), (request.Status, request.IsOpen));
        Assert.Equal((RequestEventKind.Withdrawn, Role.Member), (request.Events[^1].Kind, request.Events[^1].By));
        Assert.IsType<RequestTakenBack>(request.Withdraw(Later).Problem);
        Assert.IsType<RequestAlreadyAnswered>(Answered().Withdraw(Later).Problem);
        Assert.IsType<RequestNotSubmitted>(Draft(RequestKind.Access).Withdraw(Later).Problem);
    }

    [Fact]
    public void A_clock_that_stands_when_a_request_is_taken_back_stood_until_then()
    {
        var request = Submitted();
        request.Question(NextDay);

        Assert.True(request.Withdraw(Later).IsOk);

        Assert.Equal([new Pause(new(2026, 10, 30), new(2026, 11, 8))], request.Pauses);
    }

    [Fact]
    public void Every_step_changes_the_revision_and_says_when()
    {
        var request = Submitted();
        var before = request.Revision;

        request.Tell(Guid.NewGuid(), "We are looking.", Officer, Later);

        Assert.NotEqual(before, request.Revision);
        Assert.Equal(Later, request.ChangedAt);
    }

    [Fact]
    public void A_pack_for_the_authority_can_be_made_of_an_open_and_of_an_answered_request()
    {
        var (open, answered) = (Submitted(RequestKind.Complaint), Answered());

        Assert.True(open.HandOver(Later).IsOk);
        Assert.True(answered.HandOver(Later).IsOk);

        Assert.Equal((RequestStatus.Received, RequestStatus.Done), (open.Status, answered.Status));
        Assert.Equal(RequestEventKind.HandedOver, answered.Events[^1].Kind);
        Assert.IsType<RequestNotSubmitted>(Draft(RequestKind.Complaint).HandOver(Later).Problem);
    }

    [Fact]
    public void An_extension_moves_the_date_and_needs_words()
    {
        var request = Submitted();

        Assert.IsType<ExtensionReasonMissing>(request.Extend(ExtensionReason.Complex, " ", Later).Problem);
        Assert.IsType<MessageTooLong>(request.Extend(ExtensionReason.Complex, new string('a', CaseMessage.MaxText + 1), Later).Problem);
        Assert.True(request.Extend(ExtensionReason.Complex, new string('a', CaseMessage.MaxText), Later).IsOk);

        Assert.Equal((RequestStatus.Extended, new DateOnly(2027, 1, 29)), (request.Status, request.DueOn));
        Assert.Equal((new DateOnly(2026, 11, 8), ExtensionReason.Complex), (request.ExtendedOn, request.ExtensionReason));
        Assert.IsType<AlreadyExtended>(request.Extend(ExtensionReason.Complex, "More.", Later).Problem);
    }

    [Fact]
    public void An_extension_after_the_first_date_is_refused()
    {
        var request = Submitted();

        Assert.IsType<ExtensionTooLate>(request.Extend(ExtensionReason.SeveralOfThePerson, "Three requests.", Sent.AddDays(31)).Problem);
        Assert.Equal((RequestStatus.Received, Due), (request.Status, request.DueOn));
        Assert.IsType<RequestAlreadyAnswered>(Answered().Extend(ExtensionReason.Complex, "More.", Later).Problem);
    }

    [Fact]
    public void What_waits_for_the_person_still_waits_when_it_is_extended_and_goes_on_as_extended()
    {
        var request = Submitted();
        request.Ask(Guid.NewGuid(), "Which year?", Officer, Later);

        Assert.True(request.Extend(ExtensionReason.Complex, "An expert looks.", Later).IsOk);
        Assert.Equal(RequestStatus.WaitingForPerson, request.Status);
        request.Reply(Guid.NewGuid(), "2021.", keepsWaiting: false, Person, Later);

        Assert.Equal(RequestStatus.Extended, request.Status);
    }

    [Fact]
    public void An_empty_answer_ends_no_waiting_and_is_in_no_timeline()
    {
        var request = Submitted();
        request.Ask(Guid.NewGuid(), "Which year?", Officer, Later);
        var events = request.Events.Count;

        Assert.IsType<MessageEmpty>(request.Reply(Guid.NewGuid(), " ", keepsWaiting: false, Person, Later).Problem);

        Assert.Equal((RequestStatus.WaitingForPerson, events), (request.Status, request.Events.Count));
    }
}
