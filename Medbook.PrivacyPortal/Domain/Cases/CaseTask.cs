namespace Medbook.PrivacyPortal.Domain.Cases;

/// <summary>What has to be done about a case.</summary>
public enum CaseTaskKind
{
    /// <summary>Confirm receipt (rule T8).</summary>
    Acknowledge,
    /// <summary>Say which right it is about.</summary>
    Sort,
    /// <summary>Somebody takes it.</summary>
    Assign,
    /// <summary>A question about identity is answered and judged.</summary>
    Identity,
    /// <summary>The person's last message is read and answered, or decided on.</summary>
    ReadMessage,
    /// <summary>The person answers a question.</summary>
    Question,
    /// <summary>The person answers the fee (rule M1).</summary>
    Fee,
    /// <summary>The interests are weighed (GDPR 21(1)).</summary>
    Weigh,
    /// <summary>The decision is sent.</summary>
    Decide,
}

/// <summary>Whose turn it is.</summary>
public enum CaseTaskState
{
    /// <summary>The team's.</summary>
    ToDo,
    /// <summary>The person's.</summary>
    Waiting,
    /// <summary>Nobody's: it is done.</summary>
    Done,
}

/// <summary>One thing to do.</summary>
/// <param name="Kind">What.</param>
/// <param name="State">Whose turn it is.</param>
/// <param name="By">By when, where a day counts.</param>
public sealed record CaseTask(CaseTaskKind Kind, CaseTaskState State, DateOnly? By = null)
{
    /// <summary>What a request asks of the team, in the order of the work. It follows from the request: nobody ticks it.</summary>
    /// <param name="request">A request that was sent.</param>
    /// <param name="messages">What was said in it, oldest first.</param>
    /// <param name="question">Its last question about identity; null where there is none.</param>
    public static IReadOnlyList<CaseTask> Of(RightsRequest request, IReadOnlyList<CaseMessage> messages, IdentityQuestion? question)
    {
        var talk = messages.LastOrDefault(message => message.IsForPerson)?.Kind;
        List<CaseTask?> tasks =
        [
            Either(CaseTaskKind.Acknowledge, request.Events.Any(e => e.Kind == RequestEventKind.Acknowledged)),
            request.Channel is RequestChannel.Portal or RequestChannel.Guest ? null : Either(CaseTaskKind.Sort, request.Kind != RequestKind.Unsorted),
            Either(CaseTaskKind.Assign, request.AssignedTo is not null),
            question is null ? null : new(CaseTaskKind.Identity, question.State.Turn()),
            talk == MessageKind.Question ? new(CaseTaskKind.Question, CaseTaskState.Waiting) : null,
            talk == MessageKind.FromPerson ? new(CaseTaskKind.ReadMessage, CaseTaskState.ToDo) : null,
            request.Fee is null ? null : new(CaseTaskKind.Fee, request.Fee.AcceptedAt is null ? CaseTaskState.Waiting : CaseTaskState.Done),
            request is { Kind: RequestKind.Objection, Details.DirectMarketing: false } ? Either(CaseTaskKind.Weigh, request.Balancing is not null) : null,
            Either(CaseTaskKind.Decide, request.DecidedAt is not null) with { By = request.Deadline!.AnswerBy },
        ];
        return [.. tasks.OfType<CaseTask>().Where(task => request.IsOpen || task.State == CaseTaskState.Done)];
    }

    private static CaseTask Either(CaseTaskKind kind, bool done) => new(kind, done ? CaseTaskState.Done : CaseTaskState.ToDo);
}

/// <summary>Whose turn something is.</summary>
public static class CaseTaskStates
{
    /// <summary>Whose turn a question about identity is.</summary>
    public static CaseTaskState Turn(this QuestionState state) => state switch
    {
        QuestionState.Asked => CaseTaskState.Waiting,
        QuestionState.Answered => CaseTaskState.ToDo,
        QuestionState.Accepted or QuestionState.Rejected or QuestionState.Lapsed => CaseTaskState.Done,
    };
}
