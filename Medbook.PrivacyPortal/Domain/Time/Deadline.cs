namespace Medbook.PrivacyPortal.Domain.Time;

/// <summary>
/// The term of one request, from the day it arrived: the date that is shown and worked to, the last day of the law, and how both come about.
/// Pauses are in every date; <see cref="Unpaused"/> is the other clock, which never stood still.
/// A pause that waits for its answer counts nothing yet: <see cref="On"/> gives the dates as they stand on a day.
/// </summary>
/// <remarks>Rules T1-T7 and T9; GDPR 12(3) and (4); Regulation 1182/71, article 3; EDPB Guidelines 01/2022, 156-164; policy 7.9.</remarks>
public sealed record Deadline
{
    private const int PromisedDays = 30;
    private const int MonthsOfExtension = 2;
    private const int DaysToAskForIdentity = 3;

    // From the first year of the calendar to one whose longest term still ends inside it.
    private const int FirstYear = 1583;
    private const int LastYear = 9990;

    /// <summary>Up to this many days before its due date a request asks for attention.</summary>
    public const int SoonDays = 5;

    private Deadline(DateOnly received) => Received = received;

    /// <summary>The day of receipt in Brussels. It does not count (rules T1 and T2).</summary>
    public DateOnly Received { get; }

    /// <summary>When the clock stood still, in order; only the last one can still wait for its answer (rule T6).</summary>
    public IReadOnlyList<Pause> Pauses { get; private init; } = [];

    /// <summary>The day on which the notice of extension was sent; null while the term was not extended (rule T5).</summary>
    public DateOnly? ExtendedOn { get; private init; }

    /// <summary>Thirty days later: what the policy promises (7.9).</summary>
    public DateOnly ThirtyDays => Received.AddDays(PromisedDays + PausedDays);

    /// <summary>One month later: the same-numbered day, or the month's last day (rule T2).</summary>
    public DateOnly OneMonth => MonthOfReceipt.AddDays(PausedDays);

    /// <summary>The earlier of both: the date that is shown and worked to while the term is not extended (rule T4).</summary>
    public DateOnly Due => ThirtyDays < OneMonth ? ThirtyDays : OneMonth;

    /// <summary>The last legal day: one month, moved to the next working day where it ends on a day off (rule T3). A refusal keeps to it even when the term was extended (rule T7).</summary>
    public DateOnly HardLimit => BelgianHolidays.NextWorkingDay(OneMonth);

    /// <summary>The date that an extension leads to, whether there is one or not (rule T5).</summary>
    // The rule takes the earlier of this and three months after receipt. It is always this one: a day that the first month cut off stays off.
    public DateOnly ExtendedTo => MonthOfReceipt.AddMonths(MonthsOfExtension).AddDays(PausedDays);

    /// <summary>The last legal day of an extended term (rules T3 and T5).</summary>
    public DateOnly ExtendedHardLimit => BelgianHolidays.NextWorkingDay(ExtendedTo);

    /// <summary>The date that is shown and worked to: the new one where the term was extended.</summary>
    public DateOnly AnswerBy => ExtendedOn is null ? Due : ExtendedTo;

    /// <summary>The last legal day for an answer that refuses nothing.</summary>
    public DateOnly LastLegalDay => ExtendedOn is null ? HardLimit : ExtendedHardLimit;

    /// <summary>The last day on which the notice of an extension can be sent: the first date itself (rule T5).</summary>
    public DateOnly LastDayToExtend => Due;

    /// <summary>The last day on which a question about identity pauses the clock (rule T6).</summary>
    public DateOnly LastDayToAsk => Received.AddDays(DaysToAskForIdentity);

    /// <summary>The day since which the clock stands still; null while it runs.</summary>
    public DateOnly? PausedSince => Pauses is [.., { Answered: null } waiting] ? waiting.Asked : null;

    /// <summary>Calendar days that the answered pauses add to every date (rule T6).</summary>
    public int PausedDays => Pauses.Sum(pause => pause.Days);

    /// <summary>The same term had the clock never stood still: the other one of the two clocks (rule T6).</summary>
    public Deadline Unpaused => this with { Pauses = [] };

    /// <summary>How many days there are for an answer, pauses left out.</summary>
    public int Days => AnswerBy.DayNumber - Received.DayNumber - PausedDays;

    private DateOnly MonthOfReceipt => Received.AddMonths(1);

    /// <summary>The term of a request that arrived on this day, for a letter or an e-mail whose date an officer enters (rule T1).</summary>
    public static Deadline Of(DateOnly received) => new(received);

    /// <summary>The term of a request that arrived at this instant (rule T9).</summary>
    public static Deadline From(DateTimeOffset received) => new(BrusselsTime.DateOf(received));

    /// <summary>A term as it was kept: what once was possible is not asked again.</summary>
    internal static Deadline Kept(DateOnly received, IReadOnlyList<Pause> pauses, DateOnly? extendedOn) =>
        new(received) { Pauses = pauses, ExtendedOn = extendedOn };

    /// <summary>The term of a request that arrived on this day and was paused, from facts that somebody wrote down in any order.</summary>
    /// <returns>The term; or <see cref="YearOutOfReach"/>, or what <see cref="PauseOn"/> and <see cref="ResumeOn"/> say of the first impossible pause.</returns>
    public static Result<Deadline> Of(DateOnly received, IEnumerable<Pause> pauses)
    {
        var term = Of(received);
        var inOrder = pauses.OrderBy(pause => pause.Asked).ThenBy(pause => pause.Answered ?? DateOnly.MaxValue).ToArray();
        if (received.Year < FirstYear || received.Year > LastYear || inOrder.Any(pause => pause.Answered?.Year > LastYear))
        {
            return new YearOutOfReach(FirstYear, LastYear);
        }
        foreach (var pause in inOrder)
        {
            var paused = term.PauseOn(pause.Asked);
            if (paused.IsOk && pause.Answered is { } answered) paused = paused.Value.ResumeOn(answered);
            if (!paused.IsOk) return paused;
            term = paused.Value;
        }
        return term;
    }

    /// <summary>A question about identity was sent: the clock stands still from this day on (rule T6).</summary>
    /// <returns>The term; or <see cref="BeforeReceipt"/>, <see cref="IdentityQuestionTooLate"/>, <see cref="AlreadyPaused"/>.</returns>
    public Result<Deadline> PauseOn(DateOnly asked)
    {
        if (asked < Received) return new BeforeReceipt(Received);
        if (asked > LastDayToAsk) return new IdentityQuestionTooLate(LastDayToAsk);
        if (Pauses is [.., var last] && (last.Answered ?? DateOnly.MaxValue) > asked) return new AlreadyPaused(last.Asked);
        return this with { Pauses = [.. Pauses, new Pause(asked, null)] };
    }

    /// <summary>The person answered: the clock goes on (rule T6).</summary>
    /// <returns>The term; or <see cref="NotPaused"/>, <see cref="AnswerBeforeQuestion"/>.</returns>
    public Result<Deadline> ResumeOn(DateOnly answered)
    {
        if (PausedSince is not { } asked) return new NotPaused();
        if (answered < asked) return new AnswerBeforeQuestion(asked);
        return this with { Pauses = [.. Pauses.SkipLast(1), new Pause(asked, answered)] };
    }

    /// <summary>The notice of an extension was sent on this day; its reason is the case's to judge (rule T5).</summary>
    /// <returns>The term; or <see cref="BeforeReceipt"/>, <see cref="AlreadyExtended"/>, <see cref="ExtensionTooLate"/>.</returns>
    public Result<Deadline> ExtendOn(DateOnly notice)
    {
        if (notice < Received) return new BeforeReceipt(Received);
        if (ExtendedOn is { } before) return new AlreadyExtended(before);
        var due = On(notice).LastDayToExtend;
        if (notice > due) return new ExtensionTooLate(due);
        return this with { ExtendedOn = notice };
    }

    /// <summary>The term as it stands on a day: a pause that waits for its answer then counts up to that day, and what came later is not in it.</summary>
    public Deadline On(DateOnly day) => this with
    {
        Pauses = [.. Pauses.Where(pause => pause.Asked <= day).Select(pause => pause.Until(day))],
        ExtendedOn = ExtendedOn <= day ? ExtendedOn : null,
    };

    /// <summary>Whole days until the date worked to; zero on the day itself, negative when the portal is late. It stands still in a pause.</summary>
    public int DaysLeft(DateOnly today) => On(today).AnswerBy.DayNumber - today.DayNumber;

    /// <summary>Whole days since receipt on which the clock ran; with <see cref="DaysLeft"/> they make <see cref="Days"/>.</summary>
    public int DaysUsed(DateOnly today) => today.DayNumber - Received.DayNumber - On(today).PausedDays;

    /// <summary>Whether an answer on this day breaches the legal term.</summary>
    public bool IsBreachedOn(DateOnly day) => day > On(day).LastLegalDay;

    /// <summary>Whether a refusal on this day, also a partial one, breaches the legal term: an extension is no time to refuse in.</summary>
    /// <remarks>Rule T7; GDPR 12(4).</remarks>
    public bool IsRefusalLateOn(DateOnly day) => day > On(day).HardLimit;

    /// <summary>Two terms are equal when the same happened on the same days.</summary>
    public bool Equals(Deadline? other) =>
        other is not null && Received == other.Received && ExtendedOn == other.ExtendedOn && Pauses.SequenceEqual(other.Pauses);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Received, ExtendedOn, Pauses.Count);
}
