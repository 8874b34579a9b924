using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Tests.Support;
using static Medbook.PrivacyPortal.Domain.Cases.RequestStatus;
using static Medbook.PrivacyPortal.Domain.Cases.RequestStep;

namespace Medbook.PrivacyPortal.Tests.Domain.Cases;

public sealed class RequestTransitionsTests
{
    [Theory]
    [InlineData(Draft, Write, Draft)]
    [InlineData(Draft, Submit, Received)]
    [InlineData(Received, Sort, Received)]
    [InlineData(WaitingForPerson, Sort, WaitingForPerson)]
    [InlineData(InProgress, Sort, InProgress)]
    [InlineData(Extended, Sort, Extended)]
    [InlineData(Received, Assign, InProgress)]
    [InlineData(WaitingForPerson, Assign, WaitingForPerson)]
    [InlineData(InProgress, Assign, InProgress)]
    [InlineData(Extended, Assign, InProgress)]
    [InlineData(Received, Note, Received)]
    [InlineData(WaitingForPerson, Note, WaitingForPerson)]
    [InlineData(InProgress, Note, InProgress)]
    [InlineData(Extended, Note, Extended)]
    [InlineData(Done, Note, Done)]
    [InlineData(Received, Tell, Received)]
    [InlineData(WaitingForPerson, Tell, WaitingForPerson)]
    [InlineData(InProgress, Tell, InProgress)]
    [InlineData(Extended, Tell, Extended)]
    [InlineData(Done, Tell, Done)]
    [InlineData(Received, Ask, WaitingForPerson)]
    [InlineData(WaitingForPerson, Ask, WaitingForPerson)]
    [InlineData(InProgress, Ask, WaitingForPerson)]
    [InlineData(Extended, Ask, WaitingForPerson)]
    [InlineData(Received, Reply, Received)]
    [InlineData(WaitingForPerson, Reply, InProgress)]
    [InlineData(InProgress, Reply, InProgress)]
    [InlineData(Extended, Reply, Extended)]
    [InlineData(WaitingForPerson, Resume, InProgress)]
    [InlineData(Received, Extend, Extended)]
    [InlineData(WaitingForPerson, Extend, WaitingForPerson)]
    [InlineData(InProgress, Extend, Extended)]
    [InlineData(Extended, Extend, Extended)]
    [InlineData(Received, Weigh, Received)]
    [InlineData(WaitingForPerson, Weigh, WaitingForPerson)]
    [InlineData(InProgress, Weigh, InProgress)]
    [InlineData(Extended, Weigh, Extended)]
    [InlineData(Received, Grant, Done)]
    [InlineData(WaitingForPerson, Grant, Done)]
    [InlineData(InProgress, Grant, Done)]
    [InlineData(Extended, Grant, Done)]
    [InlineData(Received, GrantPartly, Done)]
    [InlineData(WaitingForPerson, GrantPartly, Done)]
    [InlineData(InProgress, GrantPartly, Done)]
    [InlineData(Extended, GrantPartly, Done)]
    [InlineData(Received, Refuse, Done)]
    [InlineData(WaitingForPerson, Refuse, Done)]
    [InlineData(InProgress, Refuse, Done)]
    [InlineData(Extended, Refuse, Done)]
    [InlineData(Received, Withdraw, Withdrawn)]
    [InlineData(WaitingForPerson, Withdraw, Withdrawn)]
    [InlineData(InProgress, Withdraw, Withdrawn)]
    [InlineData(Extended, Withdraw, Withdrawn)]
    [InlineData(Received, HandOver, Received)]
    [InlineData(WaitingForPerson, HandOver, WaitingForPerson)]
    [InlineData(InProgress, HandOver, InProgress)]
    [InlineData(Extended, HandOver, Extended)]
    [InlineData(Done, HandOver, Done)]
    public void A_step_of_the_table_leads_where_the_table_says(RequestStatus from, RequestStep step, RequestStatus to) =>
        Assert.Equal(to, RequestTransitions.Next(from, step).Value);

    [Theory]
    [InlineData(Received, Write, typeof(RequestAlreadySubmitted))]
    [InlineData(WaitingForPerson, Write, typeof(RequestAlreadySubmitted))]
    [InlineData(InProgress, Write, typeof(RequestAlreadySubmitted))]
    [InlineData(Extended, Write, typeof(RequestAlreadySubmitted))]
    [InlineData(Done, Write, typeof(RequestAlreadyAnswered))]
    [InlineData(Withdrawn, Write, typeof(RequestTakenBack))]
    [InlineData(Received, Submit, typeof(RequestAlreadySubmitted))]
    [InlineData(WaitingForPerson, Submit, typeof(RequestAlreadySubmitted))]
    [InlineData(InProgress, Submit, typeof(RequestAlreadySubmitted))]
    [InlineData(Extended, Submit, typeof(RequestAlreadySubmitted))]
    [InlineData(Done, Submit, typeof(RequestAlreadyAnswered))]
    [InlineData(Withdrawn, Submit, typeof(RequestTakenBack))]
    [InlineData(Draft, Sort, typeof(RequestNotSubmitted))]
    [InlineData(Done, Sort, typeof(RequestAlreadyAnswered))]
    [InlineData(Withdrawn, Sort, typeof(RequestTakenBack))]
    [InlineData(Draft, Assign, typeof(RequestNotSubmitted))]
    [InlineData(Done, Assign, typeof(RequestAlreadyAnswered))]
    [InlineData(Withdrawn, Assign, typeof(RequestTakenBack))]
    [InlineData(Draft, Note, typeof(RequestNotSubmitted))]
    [InlineData(Withdrawn, Note, typeof(RequestTakenBack))]
    [InlineData(Draft, Tell, typeof(RequestNotSubmitted))]
    [InlineData(Withdrawn, Tell, typeof(RequestTakenBack))]
    [InlineData(Draft, Ask, typeof(RequestNotSubmitted))]
    [InlineData(Done, Ask, typeof(RequestAlreadyAnswered))]
    [InlineData(Withdrawn, Ask, typeof(RequestTakenBack))]
    [InlineData(Draft, Reply, typeof(RequestNotSubmitted))]
    [InlineData(Done, Reply, typeof(RequestAlreadyAnswered))]
    [InlineData(Withdrawn, Reply, typeof(RequestTakenBack))]
    [InlineData(Draft, Resume, typeof(RequestNotSubmitted))]
    [InlineData(Received, Resume, typeof(NotWaiting))]
    [InlineData(InProgress, Resume, typeof(NotWaiting))]
    [InlineData(Extended, Resume, typeof(NotWaiting))]
    [InlineData(Done, Resume, typeof(RequestAlreadyAnswered))]
    [InlineData(Withdrawn, Resume, typeof(RequestTakenBack))]
    [InlineData(Draft, Extend, typeof(RequestNotSubmitted))]
    [InlineData(Done, Extend, typeof(RequestAlreadyAnswered))]
    [InlineData(Withdrawn, Extend, typeof(RequestTakenBack))]
    [InlineData(Draft, Weigh, typeof(RequestNotSubmitted))]
    [InlineData(Done, Weigh, typeof(RequestAlreadyAnswered))]
    [InlineData(Withdrawn, Weigh, typeof(RequestTakenBack))]
    [InlineData(Draft, Grant, typeof(RequestNotSubmitted))]
    [InlineData(Done, Grant, typeof(RequestAlreadyAnswered))]
    [InlineData(Withdrawn, Grant, typeof(RequestTakenBack))]
    [InlineData(Draft, GrantPartly, typeof(RequestNotSubmitted))]
    [InlineData(Done, GrantPartly, typeof(RequestAlreadyAnswered))]
    [InlineData(Withdrawn, GrantPartly, typeof(RequestTakenBack))]
    [InlineData(Draft, Refuse, typeof(RequestNotSubmitted))]
    [InlineData(Done, Refuse, typeof(RequestAlreadyAnswered))]
    [InlineData(Withdrawn, Refuse, typeof(RequestTakenBack))]
    [InlineData(Draft, Withdraw, typeof(RequestNotSubmitted))]
    [InlineData(Done, Withdraw, typeof(RequestAlreadyAnswered))]
    [InlineData(Withdrawn, Withdraw, typeof(RequestTakenBack))]
    [InlineData(Draft, HandOver, typeof(RequestNotSubmitted))]
    [InlineData(Withdrawn, HandOver, typeof(RequestTakenBack))]
    public void A_step_that_is_not_in_the_table_is_a_typed_problem(RequestStatus from, RequestStep step, Type problem) =>
        Assert.IsType(problem, RequestTransitions.Next(from, step).Problem);

    [Theory]
    [InlineData(Received, Assign)]
    [InlineData(InProgress, Assign)]
    [InlineData(WaitingForPerson, Reply)]
    [InlineData(WaitingForPerson, Resume)]
    public void Work_on_a_request_whose_term_was_extended_is_shown_as_extended(RequestStatus from, RequestStep step) =>
        Assert.Equal(Extended, RequestTransitions.Next(from, step, extended: true).Value);

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

    [Fact]
    public void The_table_of_the_readme_is_the_table_of_the_code()
    {
        var rows = Repository.Read("Medbook.PrivacyPortal", "Domain", "Cases", "README.md").Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToList())
            .ToDictionary(cells => Enum.Parse<RequestStep>(cells[0]), cells => cells.Skip(1));

        Assert.Equal(Enum.GetValues<RequestStep>(), rows.Keys.Order());
        foreach (var (step, cells) in rows)
        {
            Assert.Equal(Enum.GetValues<RequestStatus>().Select(from => Cell(from, step)), cells);
        }
    }

    private static string Cell(RequestStatus from, RequestStep step)
    {
        var (plain, extended) = (RequestTransitions.Next(from, step), RequestTransitions.Next(from, step, extended: true));
        return !plain.IsOk ? "–"
            : plain.Value != extended.Value ? "work"
            : step is Extend or Ask or Grant or GrantPartly or Refuse || plain.Value != from ? plain.Value switch
            {
                WaitingForPerson => step == Ask ? "waiting" : "same",
                Extended => "extended",
                Received => "received",
                Done => "done",
                Withdrawn => "withdrawn",
                InProgress or Draft => plain.Value.ToString(),
            }
            : "same";
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
