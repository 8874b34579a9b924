namespace Medbook.PrivacyPortal.DataMap.Sources.Http;

/// <summary>How long a system is waited for, how often it is asked again, and how much it may say.</summary>
internal sealed record SystemBounds
{
    /// <summary>How long one attempt may take: the whole answer, or the first byte of an export.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the next line of an export may take.</summary>
    public TimeSpan Line { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often it is asked in all, where a failure may pass.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>The pause before the second attempt; it doubles with each.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The longest pause. A system that asks for a longer one has failed for now.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Most bytes of an answer that is no export.</summary>
    public int MostBytes { get; init; } = 16 << 20;

    /// <summary>Most bytes of a line of an export.</summary>
    public int MostLine { get; init; } = 4 << 20;

    /// <summary>The pause after an attempt that failed; null where no other follows.</summary>
    /// <param name="attempt">Which attempt it was, from 1.</param>
    /// <param name="asked">How long the system asks to be left alone.</param>
    public TimeSpan? PauseAfter(int attempt, TimeSpan? asked)
    {
        if (attempt >= Attempts || asked > LongestPause) return null;
        var doubled = FirstPause * Math.Pow(2, attempt - 1);
        var own = doubled < LongestPause ? doubled : LongestPause;
        return asked > own ? asked : own;
    }
}
