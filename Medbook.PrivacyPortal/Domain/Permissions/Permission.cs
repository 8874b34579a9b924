namespace Medbook.PrivacyPortal.Domain.Permissions;

/// <summary>One permission per operation, with the operation's own name. A test finds every operation and compares.</summary>
public enum Permission
{
    /// <summary>Look for the person of a signed-in account in the sources.</summary>
    LinkSubject,
    /// <summary>Take a new version of the register in.</summary>
    InstallRegister,
    /// <summary>Read the register of processing activities.</summary>
    ReadRegister,
    /// <summary>Count what a copy of one's own data would hold.</summary>
    PreviewCopy,
    /// <summary>Take a copy of one's own data.</summary>
    TakeCopy,
    /// <summary>Make a copy of a person's data on the command line.</summary>
    ExportCopy,
    /// <summary>Check a copy against its manifest.</summary>
    VerifyCopy,
}
