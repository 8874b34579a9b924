namespace Medbook.PrivacyPortal.Ui;

/// <summary>What a colour says; a shape and a word always say it too.</summary>
public enum Tone
{
    /// <summary>New, paused, not applicable.</summary>
    Neutral,
    /// <summary>We work, or the person answers.</summary>
    Info,
    /// <summary>Done.</summary>
    Success,
    /// <summary>A person must look; never wholly done.</summary>
    Warning,
    /// <summary>Late, or failed.</summary>
    Danger,
    /// <summary>Never leaves the manager's side.</summary>
    Internal,
}
