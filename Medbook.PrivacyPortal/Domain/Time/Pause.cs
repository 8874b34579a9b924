namespace Medbook.PrivacyPortal.Domain.Time;

/// <summary>The clock of a request stands while a question about identity waits for the person.</summary>
/// <param name="Asked">The day in Brussels on which the question was sent.</param>
/// <param name="Answered">The day in Brussels on which the answer came; null while it is awaited.</param>
/// <remarks>Rule T6; EDPB Guidelines 01/2022, 159.</remarks>
public sealed record Pause(DateOnly Asked, DateOnly? Answered)
{
    /// <summary>Calendar days from the question to the answer: what the pause adds to the term. None while the answer is awaited.</summary>
    public int Days => Answered is { } answered ? answered.DayNumber - Asked.DayNumber : 0;

    /// <summary>The pause as it stands at the end of a day: what is unanswered by then is counted up to that day.</summary>
    public Pause Until(DateOnly day) => Answered <= day ? this : this with { Answered = day };
}
