namespace Medbook.PrivacyPortal.Commands;

/// <summary>What every verb answers to the shell.</summary>
internal static class ExitCode
{
    /// <summary>Done, nothing to report.</summary>
    public const int Ok = 0;

    /// <summary>Done, and there is something to mend: findings on standard output.</summary>
    public const int Findings = 1;

    /// <summary>It could not be done: the sentence on standard error says what to mend.</summary>
    public const int CannotRun = 2;
}
