using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using static Medbook.PrivacyPortal.Tests.Domain.Cases.TestRequests;

namespace Medbook.PrivacyPortal.Tests.Domain.Cases;

public sealed class DecisionInPartsTests
{
    private static readonly ScopedRow Invoices = new("sample", "invoices", "");
    private static readonly RequestScope Two = new() { Activities = ["helpdesk"], Rows = [Invoices] };
    private static readonly RefusalReasons Tax = new(RefusalGround.RequiredByLaw, TestLetters.Why);

    [Fact]
    public void Some_parts_are_granted_and_others_refused_each_with_its_reasons()
    {
        var request = Submitted(scope: Two);

        Assert.True(Decide(request, Helpdesk(), Refused(Invoices)).IsOk);

        Assert.Equal((Outcome.PartlyGranted, RefusalGround.RequiredByLaw, RequestStatus.Done), (request.Outcome, request.Ground, request.Status));
        Assert.Equal([Helpdesk(), Refused(Invoices)], request.Parts);
        Assert.Equal(RequestEventKind.PartlyGranted, request.Events[^1].Kind);
    }

    [Fact]
    public void Parts_that_are_all_granted_grant_the_request_and_parts_that_are_all_refused_refuse_it()
    {
        var (granted, refused) = (Submitted(scope: Two), Submitted(scope: Two));
        DecisionPart[] parts = [new("helpdesk", null, Tax), new(null, Invoices, Tax with { Words = "the tax administration" })];

        Assert.True(Decide(granted, Helpdesk(), new(null, Invoices, null)).IsOk);
        Assert.True(Decide(refused, parts).IsOk);

        Assert.Equal((Outcome.Granted, RequestEventKind.Granted), (granted.Outcome, granted.Events[^1].Kind));
        Assert.Equal([DecisionPart.Everything], granted.Parts);
        Assert.Equal((Outcome.Refused, RequestEventKind.Refused), (refused.Outcome, refused.Events[^1].Kind));
        Assert.Equal(parts, refused.Parts);
    }

    [Fact]
    public void One_verdict_can_stand_for_everything_that_was_asked()
    {
        Assert.True(Decide(Submitted(scope: Two), DecisionPart.Everything).IsOk);
        Assert.True(Decide(Submitted(), DecisionPart.Everything with { Refused = Tax }).IsOk);
    }

    [Fact]
    public void A_decision_speaks_of_something()
    {
        Assert.IsType<PartsMissing>(Decide(Submitted(scope: Two)).Problem);
        Assert.IsType<RequestAlreadyAnswered>(Decide(Answered()).Problem);
    }

    [Fact]
    public void Granting_a_few_uses_of_everything_does_not_answer_what_becomes_of_the_others() =>
        Assert.IsType<PartsDoNotFit>(Decide(Submitted(), Helpdesk()).Problem);

    [Fact]
    public void A_letter_has_a_limit()
    {
        var request = Submitted();

        Assert.Equal(new ValueTooLong(DecisionLetter.MaxText),
            request.Grant(TestLetters.With(LetterPart.Greeting, new string('a', DecisionLetter.MaxText)), Officer, Later).Problem);
        Assert.Equal(RequestStatus.Received, request.Status);
    }

    [Fact]
    public void Each_part_of_the_scope_is_decided_once()
    {
        var request = Submitted(scope: Two);
        var account = new DecisionPart("account", null, null);

        Assert.IsType<PartsDoNotFit>(Decide(request, account, Refused(Invoices)).Problem);
        Assert.IsType<PartsDoNotFit>(Decide(request, Helpdesk(), account, Refused(Invoices)).Problem);
        Assert.IsType<PartsDoNotFit>(Decide(request, Helpdesk(), Helpdesk(), Refused(Invoices)).Problem);
        Assert.IsType<PartsDoNotFit>(Decide(request, DecisionPart.Everything, Refused(Invoices)).Problem);
    }

    [Fact]
    public void Where_the_request_names_nothing_the_officer_names_the_parts() =>
        Assert.True(Decide(Submitted(), Helpdesk(), Refused(Invoices)).IsOk);

    [Fact]
    public void A_refused_part_needs_all_that_a_refusal_needs()
    {
        var request = Submitted(scope: Two);
        DecisionPart[] parts = [Helpdesk(), Refused(Invoices)];

        Assert.IsType<ReasonsMissing>(Decide(request, Helpdesk(), new(null, Invoices, Tax with { Words = " " })).Problem);
        Assert.IsType<WordsTooLong>(Decide(request, Helpdesk(), new(null, Invoices, Tax with { Words = new string('a', RightsRequest.MaxWords + 1) })).Problem);
        Assert.IsType<GroundDoesNotFit>(Decide(request, Helpdesk(), new(null, Invoices, Tax with { Ground = RefusalGround.DataIsCorrect })).Problem);
        foreach (var (part, problem) in new[] { (LetterPart.Complaint, typeof(AuthorityMissing)), (LetterPart.Court, typeof(CourtMissing)), (LetterPart.Decision, typeof(DecisionMissing)) })
        {
            Assert.IsType(problem, request.Decide(parts, TestLetters.Without(part), new(TestLetters.Authority), Officer, Later).Problem);
        }
        Assert.IsType<OfficerMissing>(request.Decide(parts, TestLetters.Complete, new(TestLetters.Authority), Actor.Portal, Later).Problem);
        Assert.IsType<RequestAlreadyAnswered>(Decide(Answered(), parts).Problem);
    }

    [Fact]
    public void A_refusal_in_an_extended_term_also_of_a_part_is_late_after_the_first_one_and_a_grant_is_not()
    {
        var afterTheFirst = Sent.AddDays(40);
        var (partly, refused, granted) = (Extended(), Extended(), Extended());

        Assert.IsType<LateNoticeMissing>(partly.Decide(
            [Helpdesk(), Refused(Invoices)], TestLetters.Without(LetterPart.Late), new(TestLetters.Authority), Officer, afterTheFirst).Problem);
        Assert.True(partly.Decide([Helpdesk(), Refused(Invoices)], TestLetters.Complete, new(TestLetters.Authority), Officer, afterTheFirst).IsOk);
        Assert.True(refused.Refuse(Tax, TestLetters.Complete, new(TestLetters.Authority), Officer, afterTheFirst).IsOk);
        Assert.True(granted.Grant(TestLetters.Without(LetterPart.Late), Officer, afterTheFirst).IsOk);

        Assert.Equal((true, true, false), (partly.AnsweredLate, refused.AnsweredLate, granted.AnsweredLate));
    }

    [Fact]
    public void Parts_add_up()
    {
        Assert.Equal(Outcome.Granted, DecisionPart.OutcomeOf([Helpdesk()]));
        Assert.Equal(Outcome.PartlyGranted, DecisionPart.OutcomeOf([Helpdesk(), Refused(Invoices)]));
        Assert.Equal(Outcome.Refused, DecisionPart.OutcomeOf([Refused(Invoices)]));
        Assert.Throws<ArgumentException>(() => DecisionPart.OutcomeOf([]));
        Assert.Equal([DecisionPart.Everything], DecisionPart.Of(RequestScope.Everything));
        Assert.Equal([Helpdesk(), new DecisionPart(null, Invoices, null)], DecisionPart.Of(Two));
    }

    [Fact]
    public void A_draft_that_refuses_everything_says_nothing_of_what_is_done()
    {
        var draft = DecisionDraft.Refuse(Tax);

        Assert.Equal("", draft.WhatWeDo);
        Assert.Equal([DecisionPart.Everything with { Refused = Tax }], draft.Parts);
    }

    private static DecisionPart Helpdesk() => new("helpdesk", null, null);

    private static DecisionPart Refused(ScopedRow row) => new(null, row, Tax);

    private static RightsRequest Extended()
    {
        var request = Submitted(scope: Two);
        Assert.True(request.Extend(ExtensionReason.Complex, "An expert looks.", Later).IsOk);
        return request;
    }

    private static Result Decide(RightsRequest request, params DecisionPart[] parts) =>
        request.Decide(parts, TestLetters.Complete, new RefusalLaw(TestLetters.Authority), Officer, Later);
}
