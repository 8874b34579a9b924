using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Domain.Time;

/// <summary>Nothing of a request happens before it arrived.</summary>
/// <param name="Received">The day of receipt.</param>
public sealed record BeforeReceipt(DateOnly Received) : Problem("request.before-receipt")
{
    /// <inheritdoc />
    public override object[] Arguments => [LongDate.Of(Received)];
}

/// <summary>A question about identity pauses the clock only within three days of receipt (rule T6).</summary>
/// <param name="LastDay">The last day on which it did.</param>
public sealed record IdentityQuestionTooLate(DateOnly LastDay) : Problem("request.identity-question-too-late")
{
    /// <inheritdoc />
    public override object[] Arguments => [LongDate.Of(LastDay)];
}

/// <summary>The clock stands already: an earlier question was not answered by that day.</summary>
/// <param name="Since">The day of the earlier question.</param>
public sealed record AlreadyPaused(DateOnly Since) : Problem("request.already-paused")
{
    /// <inheritdoc />
    public override object[] Arguments => [LongDate.Of(Since)];
}

/// <summary>The clock runs: no question waits for an answer.</summary>
public sealed record NotPaused() : Problem("request.not-paused");

/// <summary>An answer does not come before its question.</summary>
/// <param name="Asked">The day of the question.</param>
public sealed record AnswerBeforeQuestion(DateOnly Asked) : Problem("request.answer-before-question")
{
    /// <inheritdoc />
    public override object[] Arguments => [LongDate.Of(Asked)];
}

/// <summary>The notice of an extension is sent before the first date passes (rule T5; GDPR 12(3)).</summary>
/// <param name="Due">That date.</param>
public sealed record ExtensionTooLate(DateOnly Due) : Problem("request.extension-too-late")
{
    /// <inheritdoc />
    public override object[] Arguments => [LongDate.Of(Due)];
}

/// <summary>A term is extended once.</summary>
/// <param name="On">The day of the notice.</param>
public sealed record AlreadyExtended(DateOnly On) : Problem("request.already-extended")
{
    /// <inheritdoc />
    public override object[] Arguments => [LongDate.Of(On)];
}

/// <summary>A term with this date ends outside the years the calendar of holidays reaches.</summary>
/// <param name="First">The first year it reaches.</param>
/// <param name="Last">The last year a term can be counted from.</param>
public sealed record YearOutOfReach(int First, int Last) : Problem("request.year-out-of-reach")
{
    /// <inheritdoc />
    public override object[] Arguments => [First, Last];
}
