namespace Medbook.PrivacyPortal.Domain.Time;

/// <summary>The 72 hours within which the authority is told of a breach, from the moment Medbook became aware of it.</summary>
/// <param name="NoticedAt">When Medbook became aware (UTC).</param>
/// <remarks>
/// GDPR 33(1). Regulation 1182/71 is kinder: the hour of the event does not count (3(1)), weekends and holidays do (3(3)), an end in
/// hours never moves to a working day (3(4)), but a period of two days or more holds two working days (3(5)), which a long weekend may
/// stretch. The portal uses none of that: it counts 72 hours to the minute, which is in time under every reading.
/// </remarks>
public sealed record BreachClock(DateTimeOffset NoticedAt)
{
    /// <summary>Hours of the period.</summary>
    public const int Hours = 72;

    /// <summary>Hours before the end at which the officers are reminded, the first reminder first (choice).</summary>
    public static IReadOnlyList<int> ReminderHours { get; } = [24, 6];

    /// <summary>When the period ends (UTC).</summary>
    public DateTimeOffset Due => NoticedAt.AddHours(Hours);

    /// <summary>Whether a notice at an instant is late.</summary>
    public bool IsLateAt(DateTimeOffset at) => at > Due;

    /// <summary>Whole hours left at an instant; negative where the period is over, from the first minute on.</summary>
    public int HoursLeft(DateTimeOffset now) => (int)Math.Floor((Due - now).TotalHours);

    /// <summary>How many of the reminders are due at an instant.</summary>
    public int RemindersDue(DateTimeOffset now) => ReminderHours.Count(hours => now >= Due.AddHours(-hours));
}
