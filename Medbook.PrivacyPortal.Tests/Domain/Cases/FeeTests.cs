using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using static Medbook.PrivacyPortal.Tests.Domain.Cases.TestRequests;

namespace Medbook.PrivacyPortal.Tests.Domain.Cases;

public sealed class FeeTests
{
    private static readonly DateOnly WithinTheYear = new(2025, 10, 30), AYearBefore = new(2025, 10, 29);

    [Fact]
    public void A_fee_is_announced_with_facts_and_waits_for_the_person()
    {
        var request = Submitted();

        Assert.True(Quote(request, euros: 12.5m).IsOk);

        Assert.Equal(new FeeQuote(RefusalGround.ManifestlyUnfounded, "Facts.", 12.5m, Later, null), request.Fee);
        Assert.Equal((RequestStatus.WaitingForPerson, RequestEventKind.FeeQuoted), (request.Status, request.Events[^1].Kind));
        Assert.IsType<FeeAlreadyQuoted>(Quote(request).Problem);
    }

    [Fact]
    public void The_person_accepts_it_or_drops_the_request()
    {
        var (accepted, dropped) = (Submitted(), Submitted());
        Quote(accepted);
        Quote(dropped);

        Assert.True(accepted.AcceptFee(Later).IsOk);
        Assert.True(dropped.Withdraw(Later).IsOk);

        Assert.Equal((Later, RequestStatus.InProgress), (accepted.Fee!.AcceptedAt, accepted.Status));
        Assert.IsType<NoFeeToAccept>(accepted.AcceptFee(Later).Problem);
        Assert.IsType<NoFeeToAccept>(Submitted().AcceptFee(Later).Problem);
        Assert.IsType<RequestTakenBack>(dropped.AcceptFee(Later).Problem);
    }

    [Fact]
    public void Nothing_is_granted_before_the_fee_was_answered_but_it_can_be_refused()
    {
        var request = Submitted();
        Quote(request);

        Assert.IsType<FeeUnanswered>(request.Grant(TestLetters.Complete, Officer, Later).Problem);
        Assert.True(request.Refuse(new(RefusalGround.RequiredByLaw, TestLetters.Why), TestLetters.Complete, new(TestLetters.Authority), Officer, Later).IsOk);
    }

    [Fact]
    public void A_fee_needs_facts_an_amount_and_a_ground_that_fits()
    {
        var request = Submitted();

        Assert.IsType<FeeFactsMissing>(Quote(request, facts: " ").Problem);
        Assert.IsType<ValueTooLong>(Quote(request, facts: new string('a', FeeQuote.MaxFacts + 1)).Problem);
        foreach (var amount in new[] { 0m, -1m, FeeQuote.Most + 0.01m, 1.005m }) Assert.Equal(new FeeOutOfRange(FeeQuote.Most), Quote(request, euros: amount).Problem);
        Assert.Equal([FeeQuote.Most], new FeeOutOfRange(FeeQuote.Most).Arguments);
        Assert.IsType<FeeDoesNotFit>(Quote(request, RefusalGround.RequiredByLaw).Problem);
        Assert.IsType<FeeDoesNotFit>(Quote(Submitted(RequestKind.Complaint)).Problem);
        Assert.IsType<FeeDoesNotFit>(Quote(Submitted(RequestKind.ConsentWithdrawal)).Problem);
        Assert.IsType<RequestAlreadyAnswered>(Quote(Answered()).Problem);
        Assert.Null(request.Fee);
        Assert.True(Quote(request, facts: new string('a', FeeQuote.MaxFacts), euros: FeeQuote.Most).IsOk);
    }

    [Fact]
    public void A_gap_of_a_year_or_more_is_never_excessive()
    {
        Assert.IsType<NotExcessive>(Quote(Submitted(), RefusalGround.Excessive, earlier: AYearBefore).Problem);
        Assert.IsType<NotExcessive>(Refuse(Submitted(), AYearBefore).Problem);
        Assert.True(Quote(Submitted(), RefusalGround.Excessive, earlier: WithinTheYear).IsOk);
        Assert.True(Refuse(Submitted(), WithinTheYear).IsOk);
    }

    [Fact]
    public void Chasing_an_unanswered_request_is_no_repeat()
    {
        Assert.IsType<NotExcessive>(Quote(Submitted(), RefusalGround.Excessive, earlier: null).Problem);
        Assert.IsType<NotExcessive>(Refuse(Submitted(), null).Problem);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("2026-10-30", false)]
    [InlineData("2026-10-29", true)]
    [InlineData("2025-10-30", true)]
    [InlineData("2025-10-29", false)]
    public void Only_an_answered_request_of_the_year_before_makes_a_repeat(string? earlier, bool excessive) =>
        Assert.Equal(excessive, Repetition.CanBeExcessive(new(2026, 10, 29),
            earlier is null ? null : DateOnly.Parse(earlier, System.Globalization.CultureInfo.InvariantCulture)));

    private static Result Quote(
        RightsRequest request, RefusalGround ground = RefusalGround.ManifestlyUnfounded, string facts = " Facts. ", decimal euros = 10, DateOnly? earlier = null) =>
        request.QuoteFee(ground, facts, euros, earlier, Later);

    private static Result Refuse(RightsRequest request, DateOnly? earlier) => request.Refuse(
        new(RefusalGround.Excessive, TestLetters.Why), TestLetters.Complete, new(TestLetters.Authority, earlier), Officer, Later);
}
