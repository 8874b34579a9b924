namespace Medbook.PrivacyPortal.Domain.Cases;

/// <summary>Where a request stands. Stored by name, so names never change.</summary>
public enum RequestStatus
{
    /// <summary>Being written; nobody but the person sees it.</summary>
    Draft,
    /// <summary>It arrived; the clock runs.</summary>
    Received,
    /// <summary>The person has a question to answer.</summary>
    WaitingForPerson,
    /// <summary>An officer works on it.</summary>
    InProgress,
    /// <summary>The person was told that it takes longer, and why.</summary>
    Extended,
    /// <summary>Answered.</summary>
    Done,
    /// <summary>The person took it back.</summary>
    Withdrawn,
}

/// <summary>How a request was answered.</summary>
public enum Outcome
{
    /// <summary>All of it.</summary>
    Granted,
    /// <summary>Some of it, with reasons for the rest.</summary>
    PartlyGranted,
    /// <summary>None of it, with reasons.</summary>
    Refused,
}

/// <summary>What each outcome is called elsewhere.</summary>
public static class Outcomes
{
    /// <summary>The step that leads to it.</summary>
    public static RequestStep Step(this Outcome outcome) => outcome switch
    {
        Outcome.Granted => RequestStep.Grant,
        Outcome.PartlyGranted => RequestStep.GrantPartly,
        Outcome.Refused => RequestStep.Refuse,
    };

    /// <summary>What the timeline says of it.</summary>
    public static RequestEventKind Event(this Outcome outcome) => outcome switch
    {
        Outcome.Granted => RequestEventKind.Granted,
        Outcome.PartlyGranted => RequestEventKind.PartlyGranted,
        Outcome.Refused => RequestEventKind.Refused,
    };
}

/// <summary>What can be done to a request.</summary>
public enum RequestStep
{
    /// <summary>The person writes on the draft, or throws it away.</summary>
    Write,
    /// <summary>The person sends it.</summary>
    Submit,
    /// <summary>An officer says of which kind it is.</summary>
    Sort,
    /// <summary>An officer takes it, or gives it to a colleague.</summary>
    Assign,
    /// <summary>An officer writes a note, also after the answer.</summary>
    Note,
    /// <summary>An officer writes to the person.</summary>
    Tell,
    /// <summary>An officer asks the person, about anything or about who they are; also announces a fee.</summary>
    Ask,
    /// <summary>The person writes, answers or accepts a fee.</summary>
    Reply,
    /// <summary>Nothing came, or it was judged: the case goes on without waiting.</summary>
    Resume,
    /// <summary>An officer takes more time.</summary>
    Extend,
    /// <summary>An officer weighs the interests.</summary>
    Weigh,
    /// <summary>An officer grants it.</summary>
    Grant,
    /// <summary>An officer grants a part and refuses the rest, with reasons.</summary>
    GrantPartly,
    /// <summary>An officer refuses it, with reasons.</summary>
    Refuse,
    /// <summary>The person takes it back.</summary>
    Withdraw,
    /// <summary>A pack for the authority is made, open or answered.</summary>
    HandOver,
}
