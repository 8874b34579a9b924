namespace Medbook.PrivacyPortal.Shell;

/// <summary>Names the texts of the frame: errors, connection.</summary>
public sealed class ShellTexts;
