namespace Medbook.PrivacyPortal.Domain.Time;

/// <summary>
/// The term of one request, from the day it arrived: the date that is shown and worked to, the date of the law, and how both come about.
/// </summary>
/// <remarks>Rules T1-T4 and T9; GDPR 12(3); Regulation 1182/71, article 3; policy 7.9.</remarks>
public sealed record Deadline
{
    private const int PromisedDays = 30;

    /// <summary>Up to this many days before its due date a request asks for attention.</summary>
    public const int SoonDays = 5;

    private Deadline(DateOnly received) => Received = received;

    /// <summary>The day of receipt in Brussels. It does not count (rules T1 and T2).</summary>
    public DateOnly Received { get; }

    /// <summary>Thirty days later: what the policy promises (7.9).</summary>
    public DateOnly ThirtyDays => Received.AddDays(PromisedDays);

    /// <summary>One month later: the same-numbered day, or the month's last day (rule T2).</summary>
    public DateOnly OneMonth => Received.AddMonths(1);

    /// <summary>The earlier of both: the date that is shown and worked to (rule T4).</summary>
    public DateOnly Due => ThirtyDays < OneMonth ? ThirtyDays : OneMonth;

    /// <summary>The last legal day: one month, moved to the next working day where it ends on a day off (rule T3).</summary>
    public DateOnly HardLimit => BelgianHolidays.NextWorkingDay(OneMonth);

    /// <summary>The term of a request that arrived on this day, for a letter or an e-mail whose date an officer enters (rule T1).</summary>
    public static Deadline Of(DateOnly received) => new(received);

    /// <summary>The term of a request that arrived at this instant (rule T9).</summary>
    public static Deadline From(DateTimeOffset received) => new(BrusselsTime.DateOf(received));

    /// <summary>Whole days until the due date; zero on the day itself, negative when the portal is late.</summary>
    public int DaysLeft(DateOnly today) => Due.DayNumber - today.DayNumber;

    /// <summary>Whether an answer on this day breaches the legal term (rule T7).</summary>
    public bool IsBreachedOn(DateOnly day) => day > HardLimit;
}
