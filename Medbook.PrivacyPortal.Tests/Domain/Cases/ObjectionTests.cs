using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using static Medbook.PrivacyPortal.Tests.Domain.Cases.TestRequests;

namespace Medbook.PrivacyPortal.Tests.Domain.Cases;

public sealed class ObjectionTests
{
    private static readonly BalancingTest ForTheController = new("Fraud is found.", "Nothing less finds it.", "Small.", "Logs are short.", "Others would be harmed.", true);
    private static readonly RequestDetails Marketing = new() { DirectMarketing = true };
    private static readonly RequestScope OnlyMarketing = new() { Activities = ["direct-marketing"] };
    private static readonly string[] MarketingActivities = ["direct-marketing", "newsletter"];

    [Fact]
    public void An_objection_is_refused_for_compelling_grounds_only_after_a_weighing_that_found_them()
    {
        var request = Submitted(RequestKind.Objection);

        Assert.IsType<BalancingMissing>(Refuse(request).Problem);
        Assert.True(request.Weigh(ForTheController with { ControllerPrevails = false, CompellingGrounds = "" }, Later).IsOk);
        Assert.IsType<BalancingMissing>(Refuse(request).Problem);
        Assert.True(request.Weigh(ForTheController, Later).IsOk);
        Assert.True(Refuse(request).IsOk);

        Assert.Equal((ForTheController, Outcome.Refused), (request.Balancing, request.Outcome));
        Assert.Contains(request.Events, e => e.Kind == RequestEventKind.Weighed);
    }

    [Fact]
    public void The_controller_shows_compelling_grounds_and_fills_in_every_box()
    {
        var request = Submitted(RequestKind.Objection);

        Assert.IsType<CompellingGroundsMissing>(request.Weigh(ForTheController with { CompellingGrounds = " " }, Later).Problem);
        foreach (var test in new[]
        {
            ForTheController with { Interest = "" }, ForTheController with { Necessity = " " },
            ForTheController with { Impact = "" }, ForTheController with { Safeguards = "" },
        })
        {
            Assert.IsType<BalancingIncomplete>(request.Weigh(test, Later).Problem);
        }
        Assert.Equal(new ValueTooLong(BalancingTest.MaxText), request.Weigh(ForTheController with { Impact = new string('a', BalancingTest.MaxText + 1) }, Later).Problem);
        Assert.Null(request.Balancing);
        Assert.True(request.Weigh(ForTheController with { Impact = new string('a', BalancingTest.MaxText) }, Later).IsOk);
    }

    [Fact]
    public void Only_an_objection_is_weighed_and_none_to_direct_marketing()
    {
        Assert.IsType<NothingToWeigh>(Submitted(RequestKind.Erasure).Weigh(ForTheController, Later).Problem);
        Assert.IsType<NothingToWeigh>(Submitted(RequestKind.Objection, details: Marketing).Weigh(ForTheController, Later).Problem);
        Assert.IsType<RequestAlreadyAnswered>(Answered().Weigh(ForTheController, Later).Problem);
    }

    [Fact]
    public void An_objection_to_direct_marketing_is_granted_at_once_without_an_officer()
    {
        var request = Submitted(RequestKind.Objection, OnlyMarketing, Marketing);

        Assert.True(request.GrantAtOnce(TestLetters.Complete, MarketingActivities, Sent).IsOk);

        Assert.Equal((Outcome.Granted, "portal"), (request.Outcome, request.DecidedBy));
        Assert.Equal((RequestEventKind.Granted, Role.Portal), (request.Events[^1].Kind, request.Events[^1].By));
        Assert.IsType<RequestAlreadyAnswered>(request.GrantAtOnce(TestLetters.Complete, MarketingActivities, Sent).Problem);
    }

    [Fact]
    public void Nothing_else_is_decided_without_an_officer()
    {
        var record = OnlyMarketing with { Rows = [new ScopedRow("sample", "tickets", "1")] };
        foreach (var request in (RightsRequest[])
        [
            Submitted(RequestKind.Objection, OnlyMarketing),
            Submitted(RequestKind.Erasure, OnlyMarketing, Marketing),
            Submitted(RequestKind.Objection, RequestScope.Everything, Marketing),
            Submitted(RequestKind.Objection, OnlyMarketing with { Activities = ["direct-marketing", "site-security"] }, Marketing),
            Submitted(RequestKind.Objection, record, Marketing),
        ])
        {
            Assert.IsType<OfficerMissing>(request.GrantAtOnce(TestLetters.Complete, MarketingActivities, Sent).Problem);
        }
    }

    private static Result Refuse(RightsRequest request) => request.Refuse(
        new(RefusalGround.CompellingGrounds, TestLetters.Why), TestLetters.Complete, new(TestLetters.Authority), Officer, Later);
}
