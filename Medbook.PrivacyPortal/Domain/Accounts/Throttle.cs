namespace Medbook.PrivacyPortal.Domain.Accounts;

/// <summary>How many tries are free, and how long the pause is after them.</summary>
/// <param name="Tries">Tries before a pause.</param>
/// <param name="Window">For this long tries add up.</param>
/// <param name="Pause">The first pause; each further one is twice as long, up to <paramref name="LongestPause"/>.</param>
/// <param name="LongestPause">Where the doubling ends.</param>
public sealed record ThrottleRule(int Tries, TimeSpan Window, TimeSpan Pause, TimeSpan LongestPause)
{
    /// <summary>
    /// Passwords and codes of one account from one network address: 5 tries, then 15 minutes, 30, 60 … up to 4 hours.
    /// From elsewhere the same account stays open, so a stranger locks nobody out.
    /// </summary>
    public static ThrottleRule SignIn { get; } = new(5, TimeSpan.FromHours(24), TimeSpan.FromMinutes(15), TimeSpan.FromHours(4));

    /// <summary>Tries that failed, of all accounts together, from one network address; an office has one for all.</summary>
    public static ThrottleRule Network { get; } = new(50, TimeSpan.FromHours(1), TimeSpan.FromMinutes(15), TimeSpan.FromHours(4));

    /// <summary>
    /// App and recovery codes of one account from anywhere: whoever gets here knows the password, and six digits are
    /// few. A passkey stays possible meanwhile.
    /// </summary>
    public static ThrottleRule Codes { get; } = new(30, TimeSpan.FromHours(6), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1));

    /// <summary>Mails that anybody can have sent to one address.</summary>
    public static ThrottleRule Mails { get; } = new(5, TimeSpan.FromHours(1), TimeSpan.FromHours(1), TimeSpan.FromHours(4));
}

/// <summary>Tries that are counted under one key, and the pause they lead to.</summary>
/// <remarks>The key is a keyed hash: the table does not tell which address was tried from where.</remarks>
public sealed class Throttle
{
    private static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    private Throttle() { }

    /// <summary>Keyed hash of what is counted.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Tries in the running window.</summary>
    public int Count { get; private set; }

    /// <summary>End of the running window (UTC).</summary>
    public DateTimeOffset CountUntil { get; private set; }

    /// <summary>Pauses so far; forgotten after a day without a try.</summary>
    public int Pauses { get; private set; }

    /// <summary>End of the running pause (UTC).</summary>
    public DateTimeOffset? PausedUntil { get; private set; }

    /// <summary>When the row may go (UTC): nothing of it would count any more.</summary>
    public DateTimeOffset ForgetAt { get; private set; }

    /// <summary>Grows with each change; a try counts only where nobody else changed the row in between.</summary>
    public int Fence { get; private set; }

    /// <summary>A key nobody tried yet.</summary>
    public static Throttle Of(string key) => new() { Key = key };

    /// <summary>Takes one try, before it is known whether it succeeds: tries at the same time cannot slip through.</summary>
    /// <returns>How long to wait instead; null when the try may be made.</returns>
    public TimeSpan? Take(ThrottleRule rule, DateTimeOffset now)
    {
        if (PausedUntil is { } end && now < end) return end - now;
        if (now >= ForgetAt) Pauses = 0;
        if (now >= CountUntil) (Count, CountUntil) = (0, now + rule.Window);
        Fence++;
        Count++;
        PausedUntil = null;
        if (Count >= rule.Tries)
        {
            var pause = TimeSpan.FromTicks(Math.Min(rule.LongestPause.Ticks, rule.Pause.Ticks << Math.Min(Pauses, 16)));
            (Count, Pauses, PausedUntil) = (0, Pauses + 1, now + pause);
        }
        ForgetAt = (PausedUntil ?? now) + Memory;
        return null;
    }

    /// <summary>The try was a success after all and does not count.</summary>
    public void GiveBack()
    {
        if (Count == 0) return;
        Fence++;
        Count--;
    }
}
