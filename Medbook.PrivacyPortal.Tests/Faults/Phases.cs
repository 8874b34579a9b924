namespace Medbook.PrivacyPortal.Tests.Faults;

/// <summary>
/// The places where a worker can stop: the phases that the portal writes into its log, and the commits. Of a commit there
/// is the moment when all is sent and nothing is committed, and the one right after it.
/// </summary>
internal static class Phases
{
    /// <summary>All that making a copy passes, in order.</summary>
    public static readonly string[] Making =
    [
        "CopyBegun committing", "claimed", "file begun", "dataset begun", "rows written", "dataset ended",
        "index written", "manifest written", "file completed", "CopyMade committing", "finished",
    ];

    /// <summary>All that carrying out an erasure passes, in order. Between what is intended and what is answered the source commits, and the ledger is written.</summary>
    public static readonly string[] Erasing =
    [
        "ErasureBegun committed", "step intended saving", "step intended committed", "step answered saving", "step answered committed",
        "step finished saving", "step finished committed", "ErasureDone saving", "ErasureDone committed",
    ];

    /// <summary>All that carrying out a sweep passes, in order.</summary>
    public static readonly string[] Sweeping =
    [
        "SweepBegun committed", "step intended saving", "step intended committed", "step answered saving", "step answered committed",
        "step finished saving", "step finished committed", "SweepDone saving", "SweepDone committed",
    ];

    /// <summary>The gaps between what is intended, what the source holds, and what is written down of it.</summary>
    public static readonly string[] Rectifying = ["RectificationBegun committed", "value written", "RectificationCarriedOut saving", "RectificationCarriedOut committed"];

    /// <summary>All that reading an extract passes, in order.</summary>
    public static readonly string[] Reading = ["ExtractBegun saving", "claimed", "people read", "all read", "ExtractPrepared saving", "ExtractPrepared committed"];

    /// <summary>All that releasing an extract passes, in order. What is saved at its end is not committed yet: the rows of its members follow.</summary>
    public static readonly string[] Releasing =
        ["looked at again", "ExtractReleaseBegun committed", "extract written", "ExtractReleased saving", "ExtractReleased committed", "released"];

    /// <summary>The phase of a line in the log, by the name of the event; null for any other line.</summary>
    public static string? OfEvent(string? name) => name switch
    {
        "LogClaimed" => "claimed",
        "LogFileBegun" => "file begun",
        "DatasetBegun" => "dataset begun",
        "RowsWritten" => "rows written",
        "DatasetEnded" => "dataset ended",
        "IndexWritten" => "index written",
        "ManifestWritten" => "manifest written",
        "LogFileCompleted" => "file completed",
        "LogFinished" => "finished",
        "LogStopped" => "stopped",
        "LogWritten" => "value written",
        "LogRead" => "people read",
        "LogStaged" => "all read",
        "LogChecked" => "looked at again",
        "LogFileWritten" => "extract written",
        "LogReleased" => "released",
        _ => null,
    };
}
