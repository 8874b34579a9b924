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
    /// <summary>Check a copy against its manifest.</summary>
    VerifyCopy,
}
