using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using static Medbook.PrivacyPortal.Tests.Domain.Cases.TestRequests;

namespace Medbook.PrivacyPortal.Tests.Domain.Cases;

public sealed class ReceivedRequestTests
{
    [Fact]
    public void The_clock_of_a_letter_starts_on_the_day_it_arrived_not_on_the_day_it_was_entered()
    {
        var request = Received();

        Assert.Equal((new DateOnly(2026, 10, 27), new DateOnly(2026, 11, 26), Sent), (request.ReceivedOn, request.DueOn, request.ReceivedAt));
        Assert.Equal((RequestChannel.Letter, SenderProof.None, Officer.Id), (request.Channel, request.Proof, request.EnteredBy));
        Assert.Equal((RequestStatus.Received, true, "2026-0413"), (request.Status, request.IsOpen, request.Number));
        Assert.Equal((RequestEventKind.Entered, Role.Officer), (request.Events[^1].Kind, request.Events[^1].By));
    }

    [Fact]
    public void A_mail_that_the_portal_reads_is_entered_by_nobody_and_answered_where_it_says()
    {
        var request = Enter(new(2026, 10, 29), by: Actor.Portal, reply: "someone@example.org").Value!;

        Assert.Null(request.EnteredBy);
        Assert.Equal(("someone@example.org", Role.Portal), (request.ReplyAddress, request.Events[^1].By));
        request.Acknowledge(Sent);
        Assert.Equal(RequestEventKind.Acknowledged, request.Events[^1].Kind);
    }

    [Fact]
    public void A_letter_arrives_today_or_before_and_not_long_ago()
    {
        Assert.IsType<ArrivalInFuture>(Enter(new(2026, 10, 30)).Problem);
        Assert.True(Enter(new(2026, 10, 29)).IsOk);
        Assert.True(Enter(new(2024, 10, 29)).IsOk);
        Assert.Equal(new ArrivalTooOld(2), Enter(new(2024, 10, 28)).Problem);
        Assert.Equal([2], new ArrivalTooOld(2).Arguments);
    }

    [Fact]
    public void What_was_entered_has_a_limit()
    {
        Assert.True(Enter(new(2026, 10, 29), new string('a', RightsRequest.MaxWords)).IsOk);
        Assert.IsType<WordsTooLong>(Enter(new(2026, 10, 29), new string('a', RightsRequest.MaxWords + 1)).Problem);
    }

    [Fact]
    public void What_nobody_has_sorted_is_not_decided()
    {
        var request = Received();

        Assert.IsType<RequestUnsorted>(request.Grant(TestLetters.Complete, Officer, Later).Problem);
        Assert.IsType<RequestUnsorted>(request.Refuse(new(RefusalGround.NothingHeld, TestLetters.Why), TestLetters.Complete, new(TestLetters.Authority), Officer, Later).Problem);
        Assert.True(request.Sort(RequestKind.Erasure, Later).IsOk);
        Assert.True(request.Grant(TestLetters.Complete, Officer, Later).IsOk);
    }

    [Fact]
    public void A_right_is_chosen_once_and_is_one_of_the_eight()
    {
        var request = Received();

        Assert.IsType<KindMissing>(request.Sort(RequestKind.Unsorted, Later).Problem);
        Assert.True(request.Sort(RequestKind.Access, Later).IsOk);
        Assert.IsType<RequestAlreadySorted>(request.Sort(RequestKind.Erasure, Later).Problem);
        Assert.Equal((RequestKind.Access, RequestEventKind.Sorted, RequestStatus.Received), (request.Kind, request.Events[^1].Kind, request.Status));
        Assert.IsType<RequestAlreadyAnswered>(Answered().Sort(RequestKind.Access, Later).Problem);
    }

    [Fact]
    public void Nobody_sends_a_request_without_a_right_on_the_portal() =>
        Assert.IsType<KindMissing>(RightsRequest.Start(Guid.NewGuid(), SubjectKey.New(), RequestKind.Access, RequestScope.Everything, "en-GB", Sent)
            .Write(RequestKind.Unsorted, RequestScope.Everything, RequestDetails.None, "", Sent).Problem);

    [Theory]
    [InlineData(SenderProof.None, false)]
    [InlineData(SenderProof.MailCode, false)]
    [InlineData(SenderProof.SignIn, false)]
    [InlineData(SenderProof.FreshSignIn, true)]
    [InlineData(SenderProof.SecondFactor, true)]
    [InlineData(SenderProof.Checked, true)]
    public void A_second_factor_a_fresh_sign_in_or_an_officers_check_leaves_no_doubt(SenderProof proof, bool suffices) =>
        Assert.Equal(suffices, proof.Suffices());

    [Fact]
    public void A_mail_is_a_case_or_waits_in_the_tray_and_is_handled_once()
    {
        var mark = new MailMark("privacy@example.org/INBOX", 7, 42, "f00d");
        var (asCase, inTray) = (ReceivedMail.AsCase(mark, Sent, "a@example.org", "Question", Guid.NewGuid(), isIncomplete: false), Tray(mark));

        Assert.Equal((MailPlace.Case, MailNature.Written, 7L, 42L), (asCase.Place, asCase.Nature, asCase.UidValidity, asCase.Uid));
        Assert.Equal((MailPlace.Tray, "Away until Monday."), (inTray.Place, inTray.Text));
        Assert.IsType<MailIsACase>(asCase.PutAside("officer-1", Later).Problem);
        Assert.IsType<MailIsACase>(asCase.TurnInto(Guid.NewGuid(), "officer-1", Later).Problem);

        var before = inTray.Revision;
        Assert.True(inTray.PutAside("officer-1", Later).IsOk);
        Assert.Equal((MailPlace.Aside, "", "officer-1", Later), (inTray.Place, inTray.Text, inTray.HandledBy, inTray.HandledAt));
        Assert.NotEqual(before, inTray.Revision);

        var request = Guid.NewGuid();
        Assert.True(inTray.TurnInto(request, "officer-2", Later).IsOk);
        Assert.Equal((MailPlace.Case, request, "officer-2"), (inTray.Place, inTray.RequestId, inTray.HandledBy));
    }

    [Fact]
    public void Long_lines_of_a_mail_are_cut()
    {
        var mail = ReceivedMail.InTray(new("box", 1, 1, "f00d"), Sent, new string('f', 300), new string('t', 300), new string('x', RightsRequest.MaxWords + 1), MailNature.List, isIncomplete: false);

        Assert.Equal((ReceivedMail.MaxLine, ReceivedMail.MaxLine, RightsRequest.MaxWords), (mail.From.Length, mail.Title.Length, mail.Text.Length));
    }

    private static ReceivedMail Tray(MailMark mark) =>
        ReceivedMail.InTray(mark, Sent, "a@example.org", "Out of office", "Away until Monday.", MailNature.AutoSubmitted, isIncomplete: false);

    private static Result<RightsRequest> Enter(DateOnly arrived, string words = "Delete me.", Actor? by = null, string? reply = null) => RightsRequest.Receive(
        new RequestEntry(Guid.NewGuid(), SubjectKey.New(), RequestChannel.Email, RequestKind.Unsorted, arrived, words, reply, "fr-BE"),
        new RequestNumber(2026, 1), by ?? Officer, Sent);
}
