using Medbook.PrivacyPortal.Domain.Cases;
using static Medbook.PrivacyPortal.Domain.Cases.RequestStatus;
using static Medbook.PrivacyPortal.Domain.Cases.RequestStep;

namespace Medbook.PrivacyPortal.Tests.Domain.Cases;

public sealed class RequestTransitionsTests
{
    [Theory]
    [InlineData(Draft, Write, Draft)]
    [InlineData(Draft, Submit, Received)]
    [InlineData(Received, Grant, Done)]
    [InlineData(WaitingForPerson, Grant, Done)]
    [InlineData(InProgress, Grant, Done)]
    [InlineData(Extended, Grant, Done)]
    [InlineData(Received, Refuse, Done)]
    [InlineData(WaitingForPerson, Refuse, Done)]
    [InlineData(InProgress, Refuse, Done)]
    [InlineData(Extended, Refuse, Done)]
    public void A_step_of_the_table_leads_where_the_table_says(RequestStatus from, RequestStep step, RequestStatus to) =>
        Assert.Equal(to, RequestTransitions.Next(from, step).Value);

    [Theory]
    [InlineData(Draft, Grant, typeof(RequestNotSubmitted))]
    [InlineData(Draft, Refuse, typeof(RequestNotSubmitted))]
    [InlineData(Received, Write, typeof(RequestAlreadySubmitted))]
    [InlineData(Received, Submit, typeof(RequestAlreadySubmitted))]
    [InlineData(WaitingForPerson, Write, typeof(RequestAlreadySubmitted))]
    [InlineData(WaitingForPerson, Submit, typeof(RequestAlreadySubmitted))]
    [InlineData(InProgress, Write, typeof(RequestAlreadySubmitted))]
    [InlineData(InProgress, Submit, typeof(RequestAlreadySubmitted))]
    [InlineData(Extended, Write, typeof(RequestAlreadySubmitted))]
    [InlineData(Extended, Submit, typeof(RequestAlreadySubmitted))]
    [InlineData(Done, Write, typeof(RequestAlreadyAnswered))]
    [InlineData(Done, Submit, typeof(RequestAlreadyAnswered))]
    [InlineData(Done, Grant, typeof(RequestAlreadyAnswered))]
    [InlineData(Done, Refuse, typeof(RequestAlreadyAnswered))]
    [InlineData(Withdrawn, Write, typeof(RequestTakenBack))]
    [InlineData(Withdrawn, Submit, typeof(RequestTakenBack))]
    [InlineData(Withdrawn, Grant, typeof(RequestTakenBack))]
    [InlineData(Withdrawn, Refuse, typeof(RequestTakenBack))]
    public void A_step_that_is_not_in_the_table_is_a_typed_problem(RequestStatus from, RequestStep step, Type problem) =>
        Assert.IsType(problem, RequestTransitions.Next(from, step).Problem);

    [Fact]
    public void Every_pair_of_status_and_step_is_one_of_the_tested_ones()
    {
        var tested = typeof(RequestTransitionsTests).GetMethods()
            .SelectMany(method => method.GetCustomAttributes(typeof(InlineDataAttribute), false).Cast<InlineDataAttribute>()
                .Select(data => data.GetData(method).Single()))
            .Where(data => data.Length == 3)
            .Select(data => ((RequestStatus)data[0], (RequestStep)data[1]));

        Assert.Equal(
            Enum.GetValues<RequestStatus>().SelectMany(status => Enum.GetValues<RequestStep>().Select(step => (status, step))).Order(),
            tested.Order());
    }

    [Theory]
    [InlineData(Draft, false)]
    [InlineData(Received, true)]
    [InlineData(WaitingForPerson, true)]
    [InlineData(InProgress, true)]
    [InlineData(Extended, true)]
    [InlineData(Done, false)]
    [InlineData(Withdrawn, false)]
    public void The_clock_runs_between_receipt_and_answer(RequestStatus status, bool open) => Assert.Equal(open, status.IsOpen());
}
