namespace Medbook.PrivacyPortal.Domain.Time;

/// <summary>How long something that failed is left alone: a minute after the first try, twice as long after each (choice).</summary>
public static class RetryPause
{
    /// <summary>The longest pause.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    /// <summary>The pause after so many tries in vain.</summary>
    /// <param name="tries">How many, from 1.</param>
    public static TimeSpan After(int tries)
    {
        var pause = TimeSpan.FromMinutes(Math.Pow(2, Math.Min(tries, 10) - 1));
        return pause < Longest ? pause : Longest;
    }
}
