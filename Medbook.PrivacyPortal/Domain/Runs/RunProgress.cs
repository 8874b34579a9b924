namespace Medbook.PrivacyPortal.Domain.Runs;

/// <summary>How far a run got.</summary>
/// <param name="Part">Which part is at work, from 1.</param>
/// <param name="Parts">How many parts there are.</param>
/// <param name="Records">Records so far, over all parts.</param>
/// <param name="TotalRecords">Records there will be, as far as is known; 0 while nobody knows.</param>
/// <param name="PartLabel">Which part, as <c>source/dataset</c>; never a value.</param>
public readonly record struct RunProgress(int Part, int Parts, long Records, long TotalRecords, string? PartLabel);

/// <summary>What a sign of life learns.</summary>
public enum Heartbeat
{
    /// <summary>Go on.</summary>
    GoOn,
    /// <summary>Whoever asked for the run called it off: stop and write that it stopped.</summary>
    Cancelled,
    /// <summary>Another instance has the run: stop and write nothing.</summary>
    Lost,
}
