using System.Diagnostics;

namespace Medbook.PrivacyPortal.Ui;

/// <summary>The number a person quotes when something broke, and an operator searches the log for: <c>8F2C-41AA</c>.</summary>
public static class ErrorNumber
{
    /// <summary>The number of the request or circuit call that is running: the start of its trace identifier.</summary>
    public static string Current()
    {
        var trace = (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString().ToUpperInvariant();
        return $"{trace[..4]}-{trace[4..8]}";
    }
}
