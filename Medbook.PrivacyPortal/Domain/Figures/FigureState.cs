namespace Medbook.PrivacyPortal.Domain.Figures;

/// <summary>Where a request stands, or how it ended. Stored by name; the names are those of <c>RequestStatus</c> and <c>Outcome</c>.</summary>
public enum FigureState
{
    /// <summary>It arrived, and nobody has it yet.</summary>
    Received,
    /// <summary>The person has a question to answer.</summary>
    WaitingForPerson,
    /// <summary>An officer works on it.</summary>
    InProgress,
    /// <summary>It takes longer, and the person knows.</summary>
    Extended,
    /// <summary>Answered: all of it.</summary>
    Granted,
    /// <summary>Answered: some of it, with reasons for the rest.</summary>
    PartlyGranted,
    /// <summary>Answered: none of it, with reasons.</summary>
    Refused,
    /// <summary>The person took it back.</summary>
    Withdrawn,
}

/// <summary>Whether an answer came in time. Stored by name, so names never change.</summary>
public enum AnswerTiming
{
    /// <summary>There is no answer: it is open, or was taken back.</summary>
    None,
    /// <summary>By the date that was shown and worked to (rule T4, or T5 after an extension).</summary>
    OnTime,
    /// <summary>After that date, and by the last legal day.</summary>
    AfterDue,
    /// <summary>After the last legal day: a breach of the term (rule T7).</summary>
    AfterTerm,
}

/// <summary>What the states have in common.</summary>
public static class FigureStates
{
    /// <summary>The states in which the clock runs.</summary>
    public static IReadOnlyList<FigureState> Open { get; } = [FigureState.Received, FigureState.WaitingForPerson, FigureState.InProgress, FigureState.Extended];

    /// <summary>Whether the clock runs.</summary>
    public static bool IsOpen(this FigureState state) => Open.Contains(state);
}
