namespace Medbook.PrivacyPortal.Commands;

/// <summary>What a verb says while it takes long.</summary>
internal static class Progress
{
    /// <summary>A line on standard error now and then.</summary>
    public static Action<string> NowAndThen(TimeProvider clock)
    {
        var last = clock.GetTimestamp();
        return line =>
        {
            if (clock.GetElapsedTime(last) < TimeSpan.FromSeconds(2)) return;
            last = clock.GetTimestamp();
            Console.Error.WriteLine(line);
        };
    }
}
