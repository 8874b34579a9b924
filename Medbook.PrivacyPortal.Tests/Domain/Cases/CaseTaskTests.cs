using Medbook.PrivacyPortal.Domain.Cases;
using static Medbook.PrivacyPortal.Domain.Cases.CaseTaskKind;
using static Medbook.PrivacyPortal.Domain.Cases.CaseTaskState;
using static Medbook.PrivacyPortal.Tests.Domain.Cases.TestRequests;

namespace Medbook.PrivacyPortal.Tests.Domain.Cases;

public sealed class CaseTaskTests
{
    private static readonly BalancingTest ForThePerson = new("Fraud is found.", "Nothing less finds it.", "Small.", "Logs are short.", "", false);

    [Fact]
    public void A_new_request_is_taken_and_decided_by_its_day() =>
        Assert.Equal([new(Acknowledge, Done), new(Assign, ToDo), new(Decide, ToDo, Due)], Of(Submitted()));

    [Fact]
    public void A_letter_is_confirmed_and_sorted_first()
    {
        var letter = Received();

        Assert.Equal([(Acknowledge, ToDo), (Sort, ToDo), (Assign, ToDo), (Decide, ToDo)], States(letter));
        letter.Acknowledge(Later);
        letter.Sort(RequestKind.Erasure, Later);
        letter.Assign("officer", Later);

        Assert.Equal([(Acknowledge, Done), (Sort, Done), (Assign, Done), (Decide, ToDo)], States(letter));
    }

    [Fact]
    public void An_objection_is_weighed_and_one_to_marketing_is_not()
    {
        var objection = Submitted(RequestKind.Objection);
        Assert.Contains((Weigh, ToDo), States(objection));
        objection.Weigh(ForThePerson, Later);

        Assert.Contains((Weigh, Done), States(objection));
        Assert.DoesNotContain(States(Submitted(RequestKind.Objection, details: new() { DirectMarketing = true })), task => task.Kind == Weigh);
        Assert.DoesNotContain(States(Submitted()), task => task.Kind == Weigh);
    }

    [Fact]
    public void Whose_turn_it_is_follows_from_the_last_message_and_a_note_is_none()
    {
        var request = Submitted();
        List<CaseMessage> said = [request.Ask(Guid.NewGuid(), "Which ticket?", Officer, Later).Value!];
        Assert.Contains((Question, Waiting), States(request, said));
        said.Add(request.Note(Guid.NewGuid(), "It is the old one.", Officer, Later).Value!);
        Assert.Contains((Question, Waiting), States(request, said));

        said.Add(request.Reply(Guid.NewGuid(), "The second.", keepsWaiting: false, Person, Later).Value!);
        Assert.Contains((ReadMessage, ToDo), States(request, said));
        Assert.DoesNotContain(States(request, said), task => task.Kind == Question);

        said.Add(request.Tell(Guid.NewGuid(), "Thank you.", Officer, Later).Value!);
        Assert.DoesNotContain(States(request, said), task => task.Kind is Question or ReadMessage);
    }

    [Fact]
    public void A_question_about_identity_waits_for_the_person_and_then_for_the_verdict()
    {
        var request = Submitted();
        var question = request.Question();
        Assert.Contains((Identity, Waiting), States(request, question: question));

        request.AnswerIdentity(question, ProofKind.OtherWay, "Call me back.", null, Later);
        Assert.Contains((Identity, ToDo), States(request, question: question));
        request.AcceptIdentity(question, Officer, Later);

        Assert.Contains((Identity, Done), States(request, question: question));
    }

    [Fact]
    public void A_fee_waits_for_the_person()
    {
        var request = Submitted();
        request.QuoteFee(RefusalGround.ManifestlyUnfounded, "Facts.", 10, null, Later);
        Assert.Contains((Fee, Waiting), States(request));
        request.AcceptFee(Later);

        Assert.Contains((Fee, Done), States(request));
    }

    [Fact]
    public void An_answered_request_asks_for_nothing_more()
    {
        var request = Answered();
        CaseMessage[] said = [request.Tell(Guid.NewGuid(), "Done.", Officer, Later).Value!];

        Assert.Equal([(Acknowledge, Done), (Decide, Done)], States(request, said));
    }

    private static IReadOnlyList<CaseTask> Of(RightsRequest request, IReadOnlyList<CaseMessage>? said = null, IdentityQuestion? question = null) =>
        CaseTask.Of(request, said ?? [], question);

    private static IEnumerable<(CaseTaskKind Kind, CaseTaskState State)> States(
        RightsRequest request, IReadOnlyList<CaseMessage>? said = null, IdentityQuestion? question = null) =>
        Of(request, said, question).Select(task => (task.Kind, task.State));
}
